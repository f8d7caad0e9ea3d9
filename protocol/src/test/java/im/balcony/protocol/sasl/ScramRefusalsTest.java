package im.balcony.protocol.sasl;

import static im.balcony.protocol.sasl.SaslFailure.Condition.INVALID_AUTHZID;
import static im.balcony.protocol.sasl.SaslFailure.Condition.INVALID_MECHANISM;
import static im.balcony.protocol.sasl.SaslFailure.Condition.MALFORMED_REQUEST;
import static im.balcony.protocol.sasl.SaslFailure.Condition.NOT_AUTHORIZED;
import static im.balcony.protocol.sasl.ScramLogin.WITHOUT_PLUS;
import static im.balcony.protocol.sasl.ScramLogin.WITH_PLUS;
import static im.balcony.protocol.sasl.ScramLogin.failure;
import static im.balcony.protocol.sasl.ScramLogin.start;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.balcony.protocol.sasl.ScramStep.KeysNeeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything a client or somebody between can do wrong in client-first. */
class ScramRefusalsTest {
  @Test
  void aClientThatSawNoPlusAlthoughWeOfferedItIsBeingDowngraded() {
    assertEquals(
        NOT_AUTHORIZED, failure(start(WITH_PLUS, SaslMechanism.SCRAM_SHA_1, "y,,n=romeo,r=abc")));
  }

  @Test
  void aClientThatSawNoPlusBecauseThereIsNoneGoesOn() {
    assertInstanceOf(
        KeysNeeded.class, start(WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_1, "y,,n=romeo,r=abc"));
  }

  @Test
  void aClientWithoutChannelBindingGoesOnBesidePlus() {
    assertInstanceOf(
        KeysNeeded.class, start(WITH_PLUS, SaslMechanism.SCRAM_SHA_1, "n,,n=romeo,r=abc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n,,n=romeo,r=abc", "y,,n=romeo,r=abc", "p=tls-unique,,n=romeo,r=abc"})
  void plusNeedsABindingThatWasAdvertised(String clientFirst) {
    assertEquals(
        NOT_AUTHORIZED, failure(start(WITH_PLUS, SaslMechanism.SCRAM_SHA_1_PLUS, clientFirst)));
  }

  @Test
  void aBindingNeedsPlus() {
    assertEquals(
        NOT_AUTHORIZED,
        failure(start(WITH_PLUS, SaslMechanism.SCRAM_SHA_1, "p=tls-exporter,,n=romeo,r=abc")));
  }

  @Test
  void aMechanismThatWasNotOfferedIsRefused() {
    assertEquals(
        INVALID_MECHANISM,
        failure(
            start(WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_1_PLUS, "p=tls-exporter,,n=romeo,r=abc")));
    assertEquals(INVALID_MECHANISM, failure(start(WITH_PLUS, SaslMechanism.PLAIN, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"juliet@a.example", "romeo@b.example", "romeo", "romeo@a.example/phone", "@"})
  void nobodyActsForSomebodyElse(String authzid) {
    assertEquals(
        INVALID_AUTHZID,
        failure(
            start(WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_1, "n,a=" + authzid + ",n=romeo,r=abc")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n",
        "n,,",
        "n,,n=,r=abc",
        "n,,n=romeo",
        "n,,n=romeo,r=",
        "n,,n=romeo,r=a b",
        "n,,n=romeo,r=ü",
        "n,,m=needed,n=romeo,r=abc",
        "n,,n=ro=meo,r=abc",
        "n,,n=ro=2cmeo,r=abc",
        "n,a=,n=romeo,r=abc",
        "n,a==,n=romeo,r=abc",
        "x,,n=romeo,r=abc",
        "p=,,n=romeo,r=abc",
        "p,,n=romeo,r=abc",
        "n,,n=romeo,r=abc,",
        "n,,n=romeo,r=abc,x",
        "n,,n=ro\0meo,r=abc"
      })
  void whatIsNotClientFirstIsMalformed(String clientFirst) {
    assertEquals(
        MALFORMED_REQUEST, failure(start(WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_1, clientFirst)));
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    var latin1 = new byte[] {'n', ',', ',', 'n', '=', (byte) 0xfc, ',', 'r', '=', 'a'};
    assertEquals(
        MALFORMED_REQUEST,
        failure(ScramLogin.server(WITHOUT_PLUS).start(SaslMechanism.SCRAM_SHA_1, latin1)));
  }

  @Test
  void theNonceIsBounded() {
    var atLimit = "n,,n=romeo,r=" + "a".repeat(ScramLimits.DEFAULT.clientNonceCharsMax());
    assertInstanceOf(KeysNeeded.class, start(WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_256, atLimit));
    assertEquals(
        MALFORMED_REQUEST,
        failure(start(WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_256, atLimit + "a")));
  }

  @Test
  void aMessageOfManyExtensionsIsReadAndAnEndlessOneRefused() {
    var message = "n,,n=romeo,r=abc" + ",x=1".repeat(1000);
    assertInstanceOf(KeysNeeded.class, start(WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_256, message));
    assertEquals(
        MALFORMED_REQUEST,
        failure(start(WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_256, message + ",x=1".repeat(100))));
  }

  @Test
  void aNameWithEscapedSignsIsUnderstood() {
    var step = start(WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_1, "n,,n=a=2Cb=3Dc=3D2C,r=abc");
    assertEquals("a,b=c=2c", assertInstanceOf(KeysNeeded.class, step).account().local());
  }

  @ParameterizedTest
  @ValueSource(strings = {"romeo@a.example", "ro meo", "<romeo>", "\u200bromeo"})
  void aNameThatCannotBeALocalpartIsNotAuthorized(String username) {
    assertEquals(
        NOT_AUTHORIZED,
        failure(
            ScramLogin.server(WITHOUT_PLUS)
                .start(
                    SaslMechanism.SCRAM_SHA_1, ("n,,n=" + username + ",r=abc").getBytes(UTF_8))));
  }
}
