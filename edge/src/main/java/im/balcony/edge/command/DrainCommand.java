package im.balcony.edge.command;

import im.balcony.edge.admin.AdminRequest;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops a node as SIGTERM does, from beside it. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    description = {
      "Let the clients of a running node go to other nodes, then end it.",
      "It says at once that it is not ready; balcony.edge.drain says how long the rest may take."
    })
final class DrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption node;

  @Override
  public Integer call() throws CommandProblem {
    try (var client = node.connect()) {
      UserCommand.refuse(client.ask(new AdminRequest.Drain()));
    } catch (IOException e) {
      throw new CommandProblem("the node does not answer: " + e.getMessage());
    }
    spec.commandLine().getOut().println("the node drains, and ends when its clients have gone");
    return 0;
  }
}
