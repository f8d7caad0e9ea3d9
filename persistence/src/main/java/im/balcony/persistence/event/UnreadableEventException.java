package im.balcony.persistence.event;

/** Bytes that are not what their name promises: the entity is quarantined, others live on. */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
