package im.balcony.edge.tls;

/** TLS cannot be offered as configured; the message is one line that says what to do. */
public final class TlsUnusableException extends Exception {
  private static final long serialVersionUID = 1L;

  public TlsUnusableException(String whatAndWhatToDo) {
    super(whatAndWhatToDo);
  }

  public TlsUnusableException(String whatAndWhatToDo, Throwable cause) {
    super(whatAndWhatToDo, cause);
  }
}
