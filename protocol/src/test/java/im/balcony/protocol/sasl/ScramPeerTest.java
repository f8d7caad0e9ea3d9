package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.ongres.scram.client.ScramClient;
import im.balcony.protocol.sasl.ScramStep.Success;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins by a SCRAM client that somebody else wrote. */
class ScramPeerTest {
  @ParameterizedTest
  @EnumSource(value = SaslMechanism.class, names = "SCRAM.*", mode = EnumSource.Mode.MATCH_ALL)
  void aPeerLogsInByEachMechanism(SaslMechanism mechanism) throws Exception {
    var builder =
        ScramClient.builder()
            .advertisedMechanisms(List.of(mechanism.saslName()))
            .username("romeo")
            .password("wherefore art thou".toCharArray());
    if (mechanism.bindsChannel()) {
      builder.channelBinding("tls-exporter", ScramLogin.EXPORTER);
    }
    assertEquals("romeo@a.example", login(builder.build(), mechanism, "wherefore art thou"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pä\u00adss", "a\u00a0b", "ⅸ", "ａｂｃ", "שלום", "a,b=c", "пароль", "密码"})
  void peersAndServerPrepareAPasswordAlike(String password) throws Exception {
    var client =
        ScramClient.builder()
            .advertisedMechanisms(List.of("SCRAM-SHA-256"))
            .username("romeo")
            .password(password.toCharArray())
            .build();
    assertEquals("romeo@a.example", login(client, SaslMechanism.SCRAM_SHA_256, password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Romeo", "ROMEO", "romeo"})
  void theNameIsBroughtToTheFormOfTheLocalpart(String username) throws Exception {
    var client =
        ScramClient.builder()
            .advertisedMechanisms(List.of("SCRAM-SHA-1"))
            .username(username)
            .password("secret".toCharArray())
            .authzid("romeo@a.example")
            .build();
    assertEquals("romeo@a.example", login(client, SaslMechanism.SCRAM_SHA_1, "secret"));
  }

  private static String login(ScramClient client, SaslMechanism mechanism, String password)
      throws Exception {
    var offer = mechanism.bindsChannel() ? ScramLogin.WITH_PLUS : ScramLogin.WITHOUT_PLUS;
    var start = ScramLogin.start(offer, mechanism, client.clientFirstMessage().toString());
    var challenge = ScramLogin.challenge(start, password);
    client.serverFirstMessage(challenge.serverFirst());
    var end = challenge.answer(client.clientFinalMessage().toString().getBytes(UTF_8));
    var success = assertInstanceOf(Success.class, end);
    // The peer throws if the server's signature is wrong.
    client.serverFinalMessage(success.serverFinal());
    return success.account().toString();
  }
}
