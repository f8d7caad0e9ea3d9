package im.balcony.load.client;

/**
 * Where and how clients log in.
 *
 * @param acknowledgementEvery after how many messages the server is asked how far it is (XEP-0198)
 */
public record ClientSettings(
    String host,
    int port,
    String domain,
    boolean startTls,
    Mechanism mechanism,
    int acknowledgementEvery,
    int loginTimeoutMillis) {

  /** The same for a connection that has its TLS already. */
  ClientSettings insideTls() {
    return new ClientSettings(
        host, port, domain, false, mechanism, acknowledgementEvery, loginTimeoutMillis);
  }

  /** How the password is shown (RFC 4616, RFC 5802, RFC 7677). */
  public enum Mechanism {
    PLAIN("PLAIN", "", ""),
    SCRAM_SHA_1("SCRAM-SHA-1", "SHA-1", "HmacSHA1"),
    SCRAM_SHA_256("SCRAM-SHA-256", "SHA-256", "HmacSHA256");

    private final String saslName;
    private final String digest;
    private final String mac;

    Mechanism(String saslName, String digest, String mac) {
      this.saslName = saslName;
      this.digest = digest;
      this.mac = mac;
    }

    public String saslName() {
      return saslName;
    }

    String digest() {
      return digest;
    }

    String mac() {
      return mac;
    }
  }
}
