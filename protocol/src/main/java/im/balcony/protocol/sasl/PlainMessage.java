package im.balcony.protocol.sasl;

import java.util.Optional;

/**
 * The one message of the PLAIN mechanism (RFC 4616 section 2): who, and the password in clear.
 *
 * @param authzid empty when the client named none
 */
public record PlainMessage(String authzid, String authcid, String password) {
  public static final int MESSAGE_BYTES_MAX = 4096;

  /** Empty when it is not UTF-8, too long, or not three parts with the last two filled. */
  public static Optional<PlainMessage> parse(byte[] message) {
    if (message.length > MESSAGE_BYTES_MAX) {
      return Optional.empty();
    }
    return SaslText.decode(message).flatMap(PlainMessage::parse);
  }

  private static Optional<PlainMessage> parse(String text) {
    int first = text.indexOf('\0');
    int second = text.indexOf('\0', first + 1);
    if (first < 0 || second < 0 || text.indexOf('\0', second + 1) >= 0) {
      return Optional.empty();
    }
    var authcid = text.substring(first + 1, second);
    var password = text.substring(second + 1);
    return authcid.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlainMessage(text.substring(0, first), authcid, password));
  }

  /** Without the password: this text may end up in a log. */
  @Override
  public String toString() {
    return "PLAIN of " + authcid;
  }
}
