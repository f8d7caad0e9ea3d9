package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Text in SASL messages: UTF-8 without replacement, so that two readings of it cannot differ. */
final class SaslText {
  private SaslText() {}

  /** Empty when the bytes are not UTF-8. */
  static Optional<String> decode(byte[] utf8) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
