package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.jid.Jid;
import java.util.Arrays;

/**
 * Keys for users that do not exist, so that a stranger cannot tell them from those that do: always
 * the same salt for the same name, and no password fits (RFC 5802 section 9).
 */
public final class DecoyKeys {
  /** As long as the salt that is drawn for a real account, else its length would tell. */
  public static final int SALT_BYTES = 16;

  public static final int SECRET_BYTES_MIN = 16;

  private final byte[] secret;
  private final int iterations;

  /**
   * @param secret known to all nodes and kept over restarts, else the salt would change
   * @param iterations what new accounts get
   */
  public DecoyKeys(byte[] secret, int iterations) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException(
          "the secret is shorter than " + SECRET_BYTES_MIN + " bytes");
    }
    this.secret = secret.clone();
    this.iterations = iterations;
  }

  /** The decoy of this account name; always the same. */
  public ScramKeys of(ScramMechanism mechanism, Jid account) {
    return new ScramKeys(
        mechanism,
        Arrays.copyOf(keyed("salt", mechanism, account), SALT_BYTES),
        iterations,
        Arrays.copyOf(keyed("stored", mechanism, account), mechanism.hashBytes()),
        Arrays.copyOf(keyed("server", mechanism, account), mechanism.hashBytes()));
  }

  private byte[] keyed(String purpose, ScramMechanism mechanism, Jid account) {
    var text = purpose + "\0" + mechanism.saslName() + "\0" + account;
    return ScramMechanism.SCRAM_SHA_256.hmac(secret, text.getBytes(UTF_8));
  }
}
