package im.balcony.edge.listen;

/** The edge cannot start as configured; the message is one line that says what to do. */
public final class EdgeUnusableException extends Exception {
  private static final long serialVersionUID = 1L;

  public EdgeUnusableException(String whatAndWhatToDo, Throwable cause) {
    super(whatAndWhatToDo, cause);
  }
}
