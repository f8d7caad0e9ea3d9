package im.balcony.edge;

/** Why a node cannot start, in the one line its operator is shown: what is wrong and what to do. */
public final class StartProblem extends Exception {
  private static final long serialVersionUID = 1L;

  public StartProblem(String message) {
    super(message);
  }

  public StartProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
