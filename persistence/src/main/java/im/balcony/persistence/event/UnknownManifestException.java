package im.balcony.persistence.event;

/** Bytes under a name this release does not know: written by a later one, or damaged. */
public final class UnknownManifestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownManifestException(String manifest) {
    super("unknown event name '" + manifest + "': written by a later release?");
  }
}
