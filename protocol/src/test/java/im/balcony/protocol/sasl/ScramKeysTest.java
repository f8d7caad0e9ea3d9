package im.balcony.protocol.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
