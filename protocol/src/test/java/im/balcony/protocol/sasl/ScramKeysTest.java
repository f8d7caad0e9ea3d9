package im.balcony.protocol.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramKeysTest {
  @ParameterizedTest
  @EnumSource(ScramMechanism.class)
  void onlyThePasswordItselfMatches(ScramMechanism mechanism) {
    var keys = ScramLogin.keys(mechanism, "secret");
    assertTrue(keys.matches("secret"));
    assertFalse(keys.matches("Secret"));
    assertFalse(keys.matches(""));
    assertFalse(keys.matches("\u0000"));
    assertFalse(keys.matches("secret".repeat(1000)));
  }

  @Test
  void aRefusedPasswordNeverMatchesNotEvenItsStandIn() {
    assertFalse(ScramLogin.keys(ScramMechanism.SCRAM_SHA_1, "refused").matches("\u0007"));
  }

  @ParameterizedTest
  @EnumSource(ScramMechanism.class)
  void theTextFormIsReadBack(ScramMechanism mechanism) {
    var keys = ScramLogin.keys(mechanism, "secret");
    assertEquals(Optional.of(keys), ScramKeys.fromText(keys.toText()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "SCRAM-SHA-512$4096:c2FsdHNhbHQ=$AAAA:AAAA",
        "SCRAM-SHA-1$4096:c2FsdHNhbHQ=$AAAA:AAAA",
        "SCRAM-SHA-1$1:c2FsdHNhbHQ=$6dlGYMOdZcOPutkcNY8U2g7vK9Y=:D+CSWLOshSulAsxiupA+qs2/fTE=",
        "SCRAM-SHA-1$9999999:c2FsdHNhbHQ=$6dlGYMOdZcOPutkcNY8U2g7vK9Y=:D+CSWLOshSulAsxiupA+qs2/fTE=",
        "SCRAM-SHA-1$4096:!$6dlGYMOdZcOPutkcNY8U2g7vK9Y=:D+CSWLOshSulAsxiupA+qs2/fTE="
      })
  void anythingElseIsNotKeys(String text) {
    assertEquals(Optional.empty(), ScramKeys.fromText(text));
  }

  @Property
  void anyTextIsAnsweredWithAValue(@ForAll String text) {
    assertEquals(Optional.empty(), ScramKeys.fromText("SCRAM-SHA-1$" + text));
  }

  @Test
  void keysOutOfBoundsAreABug() {
    var right = new byte[20];
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScramKeys(ScramMechanism.SCRAM_SHA_1, ScramLogin.SALT, 100, right, right));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScramKeys(ScramMechanism.SCRAM_SHA_256, ScramLogin.SALT, 4096, right, right));
  }

  @Test
  void keysNeverShowInALog() {
    assertEquals(
        "SCRAM-SHA-1 keys, 4096 iterations",
        ScramLogin.keys(ScramMechanism.SCRAM_SHA_1, "secret").toString());
  }

  @Test
  void aDecoyIsTheSameEachTimeAndAnotherForEachName() {
    var decoys =
        new DecoyKeys("a secret of this deployment".getBytes(StandardCharsets.UTF_8), 4096);
    var nobody = decoys.of(ScramMechanism.SCRAM_SHA_1, Jid.parse("nobody@a.example"));
    assertEquals(nobody, decoys.of(ScramMechanism.SCRAM_SHA_1, Jid.parse("nobody@a.example")));
    assertNotEquals(nobody, decoys.of(ScramMechanism.SCRAM_SHA_1, Jid.parse("noone@a.example")));
    assertFalse(nobody.matches("secret"));
  }
}
