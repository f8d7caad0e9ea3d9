package im.balcony.persistence.embedded;

/** A start that cannot be: the message is one line for the operator, what it is and what to do. */
public class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartRefusedException(String message) {
    super(message);
  }

  public StartRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
