package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainMessageTest {
  @Test
  void theExamplesOfRfc4616Section4() {
    assertEquals(
        Optional.of(new PlainMessage("", "tim", "tanstaaftanstaaf")),
        parse("\0tim\0tanstaaftanstaaf"));
    assertEquals(
        Optional.of(new PlainMessage("Ursel", "Kurt", "xipj3plmq")),
        parse("Ursel\0Kurt\0xipj3plmq"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "\0\0", "\0tim\0", "\0\0secret", "tim\0secret", "\0tim\0a\0b"})
  void anythingElseIsRefused(String message) {
    assertEquals(Optional.empty(), parse(message));
  }

  @Test
  void anEndlessMessageIsRefused() {
    assertEquals(Optional.empty(), parse("\0tim\0" + "a".repeat(PlainMessage.MESSAGE_BYTES_MAX)));
  }

  @Test
  void aPasswordNeverShowsInALog() {
    assertFalse(new PlainMessage("", "tim", "hidden").toString().contains("hidden"));
  }

  @Property
  void anyBytesAreAnsweredWithAValue(@ForAll byte[] noise) {
    PlainMessage.parse(noise)
        .ifPresent(plain -> assertFalse(plain.authcid().isEmpty() || plain.password().isEmpty()));
  }

  private static Optional<PlainMessage> parse(String message) {
    return PlainMessage.parse(message.getBytes(UTF_8));
  }
}
