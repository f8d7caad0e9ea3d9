package im.balcony.edge.command;

import java.io.IOException;
import picocli.CommandLine.Option;

/** Where the password of an account comes from: a person, or standard input. */
final class PasswordOption {
  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  private boolean fromStandardInput;

  String of(String jid) throws CommandProblem, IOException {
    return fromStandardInput
        ? PasswordInput.fromStream(System.in)
        : PasswordInput.fromTerminal(jid);
  }
}
