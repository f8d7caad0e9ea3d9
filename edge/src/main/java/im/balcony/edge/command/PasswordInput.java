package im.balcony.edge.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Passwords from a person at a terminal or from standard input; never from the arguments. */
final class PasswordInput {
  private static final int CHARS_MAX = 1024;

  private PasswordInput() {}

  /** Asks twice, so that a slip of the finger locks nobody out. */
  @SuppressWarnings("SystemConsoleNull") // JDK 22 and later read from standard input instead
  static String fromTerminal(String jid) throws CommandProblem {
    var console = System.console();
    if (console == null) {
      throw new CommandProblem(
          "there is no terminal to ask for the password: pipe it in with --password-stdin");
    }
    var first = console.readPassword("Password for %s: ", jid);
    var second = console.readPassword("Again: ");
    if (first == null || second == null || !Arrays.equals(first, second)) {
      throw new CommandProblem("the two passwords differ, nothing was changed");
    }
    return new String(first);
  }

  /** The first line. */
  static String fromStream(InputStream in) throws CommandProblem, IOException {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    var password = new StringBuilder();
    for (var next = reader.read(); next >= 0 && next != '\n'; next = reader.read()) {
      if (password.length() >= CHARS_MAX) {
        throw new CommandProblem("the password is longer than " + CHARS_MAX + " characters");
      }
      password.append((char) next);
    }
    return password.toString().replaceAll("\r$", "");
  }
}
