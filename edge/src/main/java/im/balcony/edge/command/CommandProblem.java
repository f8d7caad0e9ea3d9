package im.balcony.edge.command;

/** Why a command could not do what it was asked for, in one line. */
final class CommandProblem extends Exception {
  private static final long serialVersionUID = 1L;

  CommandProblem(String message) {
    super(message);
  }
}
