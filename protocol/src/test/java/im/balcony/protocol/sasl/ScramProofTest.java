package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.ongres.scram.client.ScramClient;
import im.balcony.protocol.sasl.ScramStep.Success;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A login counts only if every byte of client-final is the right one. */
class ScramProofTest {
  @Test
  void aWrongPasswordIsNotAuthorized() throws Exception {
    var login = new Login("other", ScramLogin.EXPORTER);
    assertEquals(SaslFailure.Condition.NOT_AUTHORIZED, login.refusalOf(login.clientFinal));
  }

  @Test
  void anotherTlsChannelIsNotAuthorized() throws Exception {
    var login = new Login("secret", "the channel of the man between".getBytes(UTF_8));
    assertEquals(SaslFailure.Condition.NOT_AUTHORIZED, login.refusalOf(login.clientFinal));
  }

  @Test
  void aProofOfAnotherLoginIsNotAuthorized() throws Exception {
    var first = new Login("secret", ScramLogin.EXPORTER);
    var second = new Login("secret", ScramLogin.EXPORTER);
    assertInstanceOf(Success.class, first.challenge.answer(first.clientFinal.getBytes(UTF_8)));
    assertEquals(SaslFailure.Condition.NOT_AUTHORIZED, second.refusalOf(first.clientFinal));
  }

  @Test
  void aShortProofIsNotAuthorized() throws Exception {
    var login = new Login("secret", ScramLogin.EXPORTER);
    var cut = login.clientFinal.replaceAll("p=.*", "p=AAAA");
    assertEquals(SaslFailure.Condition.NOT_AUTHORIZED, login.refusalOf(cut));
  }

  /** RFC 4648 section 3.5: the last digit before the padding has bits that mean nothing. */
  @Test
  void aProofHasOneForm() throws Exception {
    var login = new Login("secret", ScramLogin.EXPORTER);
    var last = login.clientFinal.length() - 2;
    var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    var other = digits.charAt(digits.indexOf(login.clientFinal.charAt(last)) + 1);
    var changed = login.clientFinal.substring(0, last) + other + '=';
    assertInstanceOf(ScramStep.Failed.class, login.challenge.answer(changed.getBytes(UTF_8)));
    assertInstanceOf(
        ScramStep.Success.class, login.challenge.answer(login.clientFinal.getBytes(UTF_8)));
  }

  @Test
  void aDecoyIsNotAuthorizedAndAsksAlike() throws Exception {
    var decoys = new DecoyKeys("a secret of this deployment".getBytes(UTF_8), 4096);
    var step =
        ScramLogin.start(ScramLogin.WITHOUT_PLUS, SaslMechanism.SCRAM_SHA_256, "n,,n=nobody,r=abc");
    var needed = assertInstanceOf(ScramStep.KeysNeeded.class, step);
    var challenge = needed.with(decoys.of(needed.mechanism(), needed.account()));
    var real = ScramLogin.challenge(step, "secret").serverFirst();
    assertEquals(real.length(), challenge.serverFirst().length());
    var proof = "c=biws,r=abc" + ScramLogin.SERVER_NONCE + ",p=" + "A".repeat(43) + "=";
    assertEquals(
        SaslFailure.Condition.NOT_AUTHORIZED,
        ScramLogin.failure(challenge.answer(proof.getBytes(UTF_8))));
  }

  /** Each try begins at the same state of one login: deriving keys is slow by design. */
  @Property
  void anyChangedByteFails(
      @ForAll("logins") Login login, @ForAll @IntRange(max = 500) int at, @ForAll byte to) {
    var bytes = login.clientFinal.getBytes(UTF_8);
    int index = at % bytes.length;
    if (bytes[index] == to) {
      return;
    }
    bytes[index] = to;
    assertInstanceOf(ScramStep.Failed.class, login.challenge.answer(bytes));
  }

  @Property
  void anyBytesAreAnsweredWithAValue(@ForAll("logins") Login login, @ForAll byte[] noise) {
    assertInstanceOf(ScramStep.Failed.class, login.challenge.answer(noise));
    assertInstanceOf(
        ScramStep.Failed.class,
        ScramLogin.server(ScramLogin.WITH_PLUS).start(SaslMechanism.SCRAM_SHA_1, noise));
  }

  @Provide
  Arbitrary<Login> logins() throws Exception {
    return Arbitraries.just(new Login("secret", ScramLogin.EXPORTER));
  }

  /** One login with tls-exporter as far as client-final; the account's password is "secret". */
  static final class Login {
    private static final ScramKeys KEYS = ScramLogin.keys(ScramMechanism.SCRAM_SHA_256, "secret");

    final ScramStep.Challenge challenge;
    final String clientFinal;

    Login(String password, byte[] channel) throws Exception {
      var client =
          ScramClient.builder()
              .advertisedMechanisms(List.of("SCRAM-SHA-256-PLUS"))
              .username("romeo")
              .password(password.toCharArray())
              .channelBinding("tls-exporter", channel)
              .build();
      var step =
          ScramLogin.start(
              ScramLogin.WITH_PLUS,
              SaslMechanism.SCRAM_SHA_256_PLUS,
              client.clientFirstMessage().toString());
      challenge = assertInstanceOf(ScramStep.KeysNeeded.class, step).with(KEYS);
      client.serverFirstMessage(challenge.serverFirst());
      clientFinal = client.clientFinalMessage().toString();
    }

    SaslFailure.Condition refusalOf(String message) {
      return ScramLogin.failure(challenge.answer(message.getBytes(UTF_8)));
    }
  }
}
