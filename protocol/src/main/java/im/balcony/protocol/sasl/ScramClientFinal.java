package im.balcony.protocol.sasl;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client's final message, taken apart (RFC 5802 section 7).
 *
 * @param withoutProof what is signed: client-final-message-without-proof
 */
record ScramClientFinal(String channelBinding, String nonce, String withoutProof, String proof) {

  private static final Pattern MESSAGE =
      Pattern.compile(
          "(c=([A-Za-z0-9/+=]+),r=([\\x21-\\x2b\\x2d-\\x7e]+)(?:,[A-Za-oq-z]=[^,\\x00]+)*+)"
              + ",p=([A-Za-z0-9/+=]+)");

  static Optional<ScramClientFinal> parse(byte[] message, ScramLimits limits) {
    if (message.length > limits.messageBytesMax()) {
      return Optional.empty();
    }
    return SaslText.decode(message).flatMap(ScramClientFinal::parse);
  }

  private static Optional<ScramClientFinal> parse(String text) {
    var match = MESSAGE.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      var message =
          new ScramClientFinal(match.group(2), match.group(3), match.group(1), match.group(4));
      message.proofBytes();
      return Optional.of(message);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Only one text stands for the same bytes: unused bits are zero (RFC 4648 section 3.5). */
  byte[] proofBytes() {
    var bytes = Base64.getDecoder().decode(proof);
    if (!Base64.getEncoder().encodeToString(bytes).equals(proof)) {
      throw new IllegalArgumentException("not in its one form");
    }
    return bytes;
  }
}
