package im.balcony.load;

import im.balcony.load.command.LoadCommand;
import picocli.CommandLine;

/** The load driver's main class; see load-tests/README.md. */
public final class Load {
  private Load() {}

  public static void main(String[] arguments) {
    var line = new CommandLine(new LoadCommand());
    line.setExecutionExceptionHandler(
        (problem, command, parsed) -> {
          var message = problem.getMessage();
          System.err.println("load: " + (message == null ? problem.toString() : message));
          return 2;
        });
    System.exit(line.execute(arguments));
  }
}
