package im.balcony.edge.command;

import im.balcony.config.ConfigProblem;
import im.balcony.edge.StartProblem;
import im.balcony.persistence.embedded.StartRefusedException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The root of the command line; turns every failure into one line and an exit code. */
@Command(
    name = "balcony",
    description = "A chat server in one command.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      UserCommand.class,
      KeyCommand.class,
      PushCommand.class,
      CallRecordsCommand.class,
      DoctorCommand.class,
      SchemaCommand.class,
      ReadyCommand.class,
      DrainCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class BalconyCommand {
  static final int EXIT_FAILED = 1;
  static final int EXIT_USAGE = 2;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack of what failed.")
  private boolean debug;

  /** Runs a command line and tells the exit code of the process. */
  public static int run(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    var root = new BalconyCommand();
    var line = new CommandLine(root);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(BalconyCommand::wrongUsage);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(failure, command.getErr(), root.debug));
    return line;
  }

  private static int wrongUsage(ParameterException wrong, String[] args) {
    var command = wrong.getCommandLine();
    var name = command.getCommandSpec().qualifiedName();
    command
        .getErr()
        .println("balcony: " + oneLine(wrong.getMessage()) + " (see: " + name + " --help)");
    return EXIT_USAGE;
  }

  private static int failed(Exception failure, PrintWriter err, boolean debug) {
    var expected =
        failure instanceof StartProblem
            || failure instanceof ConfigProblem
            || failure instanceof StartRefusedException
            || failure instanceof CommandProblem;
    err.println(
        "balcony: "
            + (expected
                ? oneLine(failure.getMessage())
                : "unexpected: "
                    + oneLine(failure.toString())
                    + " (--debug shows where; please report it)"));
    if (debug) {
      failure.printStackTrace(err);
    }
    err.flush();
    return EXIT_FAILED;
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("\\s*[\\r\\n]+\\s*", "; ");
  }
}
