package im.balcony.persistence.seal;

/** Sealed bytes that their key does not open: damaged, moved to another log, or another master. */
public final class BrokenSealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenSealException(String message, Throwable cause) {
    super(message, cause);
  }

  public BrokenSealException(String message) {
    super(message);
  }
}
