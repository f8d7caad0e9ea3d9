package im.balcony.protocol.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ongres.saslprep.SASLprep;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SaslPrepTest {
  @Test
  void theExamplesOfRfc4013Section3() {
    assertEquals(Optional.of("IX"), SaslPrep.prepare("I\u00adX"));
    assertEquals(Optional.of("user"), SaslPrep.prepare("user"));
    assertEquals(Optional.of("USER"), SaslPrep.prepare("USER"));
    assertEquals(Optional.of("a"), SaslPrep.prepare("ª"));
    assertEquals(Optional.of("IX"), SaslPrep.prepare("Ⅸ"));
    assertEquals(Optional.empty(), SaslPrep.prepare("\u0007"));
    assertEquals(Optional.empty(), SaslPrep.prepare("\u06271"));
  }

  @Test
  void emojiMayBeInAPassword() {
    assertEquals(Optional.of("🌹secret"), SaslPrep.prepare("🌹secret"));
  }

  @Test
  void nothingIsLeftOfInvisibleSigns() {
    assertEquals(Optional.empty(), SaslPrep.prepare("\u00ad\u200b"));
    assertEquals(Optional.empty(), SaslPrep.prepare(""));
  }

  /** Up to U+024F and for Hebrew and Cyrillic, tables and bidi rule agree with another library. */
  @Property
  void itAgreesWithAnotherImplementation(
      @ForAll
          @StringLength(max = 6)
          @CharRange(from = '\u0000', to = '\u021f')
          @CharRange(from = '\u0400', to = '\u0486')
          @CharRange(from = '\u05d0', to = '\u05ea')
          @CharRange(from = '\u2000', to = '\u2052')
          @CharRange(from = '\ufe00', to = '\ufe0f')
          String text) {
    assertEquals(byPeer(text), SaslPrep.prepare(text));
  }

  private static Optional<String> byPeer(String text) {
    try {
      return Optional.of(new SASLprep().prepareQuery(text)).filter(prepared -> !prepared.isEmpty());
    } catch (IllegalArgumentException | IndexOutOfBoundsException prohibitedOrNothingLeft) {
      return Optional.empty();
    }
  }
}
