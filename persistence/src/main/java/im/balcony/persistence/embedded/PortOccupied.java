package im.balcony.persistence.embedded;

/** A port that Cassandra needs is taken by another process. */
public final class PortOccupied extends StartRefusedException {
  private static final long serialVersionUID = 1L;

  private final int port;

  public PortOccupied(int port, String purpose) {
    super(
        "port "
            + port
            + " ("
            + purpose
            + ") is taken by another process; stop that one or choose another port");
    this.port = port;
  }

  public int port() {
    return port;
  }
}
