package im.balcony.edge.command;

import im.balcony.config.ConfigProblem;
import im.balcony.edge.SchemaStart;
import im.balcony.edge.StartProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The tables of a Cassandra that exists. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "schema",
    description = "Make keyspace and tables in a Cassandra that exists.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class SchemaCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Make what is missing; takes the options of run. What is there stays as it is.",
        "Before several nodes are started at the same time, which then say create-schema = off."
      })
  int create(@Mixin RunOptions options) throws ConfigProblem, StartProblem {
    var config = options.load();
    SchemaStart.run(config);
    spec.commandLine()
        .getOut()
        .printf("keyspace %s is ready%n", config.getString("balcony.cassandra.keyspace"));
    return 0;
  }
}
