package im.balcony.protocol.xep.saslupgrade;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The elements of XEP-0480's examples. */
class SaslUpgradeTest {
  private static final ScramMechanism SHA_256 = ScramMechanism.SCRAM_SHA_256;

  @Test
  void theOfferNamesTheMechanismWithoutChannelBinding() {
    assertEquals(
        "<upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-SCRAM-SHA-256</upgrade>",
        SaslUpgrade.offer(SHA_256).toXml());
  }

  @ParameterizedTest
  @CsvSource({
    "true,  <upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-SCRAM-SHA-256</upgrade>",
    "true,  <upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-X</upgrade>"
        + "<upgrade xmlns='urn:xmpp:sasl:upgrade:0'> UPGR-SCRAM-SHA-256 </upgrade>",
    "false, <upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-SCRAM-SHA-512</upgrade>",
    "false, <upgrade xmlns='urn:xmpp:sasl:2'>UPGR-SCRAM-SHA-256</upgrade>",
    "false, <user-agent/>"
  })
  void aRequestNamesWhatItWants(boolean wanted, String children) {
    var request = xml("<authenticate xmlns='urn:xmpp:sasl:2'>" + children + "</authenticate>");

    assertEquals(wanted, SaslUpgrade.isWanted(request, SHA_256));
  }

  @Test
  void theSaltIsThatOfTheExample() {
    var salt = "A_SXCRXQ6sek8bf_Z".getBytes(StandardCharsets.UTF_8);

    assertEquals(
        "<salt xmlns='urn:xmpp:scram-upgrade:0' iterations='4096'>QV9TWENSWFE2c2VrOGJmX1o=</salt>",
        SaslUpgrade.salt(salt, 4096).toXml());
  }

  @Test
  void theHashIsReadWithWhatIsAroundIt() {
    var taskData = hash("\n  BzOnw3Pc5H4bOLlPZ/8JAy6wnTpH05aH21KW2+Xfpaw=\n ");

    var salted = SaslUpgrade.saltedPassword(xml(taskData)).orElseThrow();

    assertEquals(
        "BzOnw3Pc5H4bOLlPZ/8JAy6wnTpH05aH21KW2+Xfpaw=", Base64.getEncoder().encodeToString(salted));
  }

  @Test
  void whatIsNoHashIsNoBytesAndWhatIsNotBase64IsNothing() {
    assertArrayEquals(
        new byte[0],
        SaslUpgrade.saltedPassword(xml("<task-data xmlns='urn:xmpp:sasl:2'/>")).orElseThrow());
    assertTrue(SaslUpgrade.saltedPassword(xml(hash("%"))).isEmpty());
  }

  /** The vector of RFC 7677 section 3, salted as a client does it. */
  @Test
  void saltedPasswordAndPasswordGiveTheSameKeys() {
    var salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    var salted = Base64.getDecoder().decode("xKSVEDI6tPlSysH6mUQZOeeOp01r6B3fcJbodRPcYV0=");

    var keys = ScramKeys.ofSalted(SHA_256, salted, salt, 4096);

    assertEquals(ScramKeys.derive(SHA_256, "pencil", salt, 4096).orElseThrow(), keys);
    assertTrue(keys.matches("pencil"));
    assertFalse(keys.matches("pen"));
  }

  private static String hash(String text) {
    return "<task-data xmlns='urn:xmpp:sasl:2'><hash xmlns='urn:xmpp:scram-upgrade:0'>"
        + text
        + "</hash></task-data>";
  }
}
