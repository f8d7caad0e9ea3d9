package im.balcony.protocol.sasl;

import java.util.Arrays;
import java.util.Optional;

/**
 * The one message of a client in the HT mechanisms (draft-schmaus-kitten-sasl-ht-09 section 3.1):
 * who, and the hash that only its token makes.
 */
public record HtMessage(String authcid, byte[] hash) {
  private static final int AUTHCID_BYTES_MAX = 1023;

  /** Empty when it is not a name of 1 to 1,023 bytes of UTF-8, NUL, and a hash of SHA-256. */
  public static Optional<HtMessage> parse(byte[] message) {
    int end = 0;
    while (end < message.length && message[end] != 0) {
      end++;
    }
    int hashBytes = message.length - end - 1;
    if (end == 0 || end > AUTHCID_BYTES_MAX || hashBytes != HtMechanism.HASH_BYTES) {
      return Optional.empty();
    }
    var hash = Arrays.copyOfRange(message, end + 1, message.length);
    return SaslText.decode(Arrays.copyOf(message, end))
        .map(authcid -> new HtMessage(authcid, hash));
  }

  @Override
  public String toString() {
    return "HT of " + authcid;
  }
}
