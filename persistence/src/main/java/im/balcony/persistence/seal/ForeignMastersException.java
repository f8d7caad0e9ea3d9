package im.balcony.persistence.seal;

/** Master keys that do not follow the ones of this node: of another cluster, or from before. */
public final class ForeignMastersException extends Exception {
  private static final long serialVersionUID = 1L;

  public ForeignMastersException() {
    super("these master keys do not know the one in use here");
  }
}
