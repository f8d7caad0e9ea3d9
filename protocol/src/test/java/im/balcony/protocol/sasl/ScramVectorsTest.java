package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramStep.KeysNeeded;
import im.balcony.protocol.sasl.ScramStep.Success;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples printed in the specifications, replayed to the last byte. */
class ScramVectorsTest {
  @Test
  void theExchangeOfRfc5802Section5() {
    var server = server("3rfcNHYJY1ZVvWVs7j", ScramLogin.WITHOUT_PLUS, false);
    var first =
        challenge(
            server.start(SaslMechanism.SCRAM_SHA_1, bytes("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL")),
            "QSXCR+Q6sek8bf92");
    assertEquals(
        "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
        first.serverFirst());
    var end =
        first.answer(
            bytes(
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,"
                    + "p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="));
    assertEquals(new Success(Jid.parse("user@example.org"), "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="), end);
  }

  @Test
  void theExchangeOfRfc7677Section3() {
    var server = server("%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0", ScramLogin.WITHOUT_PLUS, false);
    var first =
        challenge(
            server.start(SaslMechanism.SCRAM_SHA_256, bytes("n,,n=user,r=rOprNGfwEbeRWgbNEkqO")),
            "W22ZaJ0SNY7soEsUEjb6gQ==");
    assertEquals(
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        first.serverFirst());
    var end =
        first.answer(
            bytes(
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                    + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="));
    assertEquals(
        new Success(
            Jid.parse("user@example.org"), "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="),
        end);
  }

  @Test
  void theExchangeOfXep0474Section5WithChannelBindingAndHash() {
    var channel =
        ChannelBindings.NONE
            .with(ChannelBindingType.TLS_SERVER_END_POINT, bytes("any"))
            .with(ChannelBindingType.TLS_EXPORTER, bytes("THIS IS FAKE CB DATA"));
    var offer =
        new SaslOffer(List.of(SaslMechanism.SCRAM_SHA_1, SaslMechanism.SCRAM_SHA_1_PLUS), channel);
    var server = server("a09117a6-ac50-4f2f-93f1-93799c2bddf6", offer, true);
    var nonce = "12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6a09117a6-ac50-4f2f-93f1-93799c2bddf6";
    var first =
        challenge(
            server.start(
                SaslMechanism.SCRAM_SHA_1_PLUS,
                bytes("p=tls-exporter,,n=user,r=12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6")),
            "QSXCR+Q6sek8bf92");
    assertEquals(
        "r=" + nonce + ",s=QSXCR+Q6sek8bf92,i=4096,h=G6k/rBLDqgOhRRaCuuatSDFkJ08=",
        first.serverFirst());
    var end =
        first.answer(
            bytes(
                "c=cD10bHMtZXhwb3J0ZXIsLFRISVMgSVMgRkFLRSBDQiBEQVRB,r="
                    + nonce
                    + ",x=19C6532F-1CF4-4A27-A18D-DC9CEA41BBB3,p=M/SIDjT+dfcxUh89jZEypRvFxB4="));
    assertEquals(new Success(Jid.parse("user@example.org"), "v=MQrMPvv7yv4x4Cq4W4Ih25EqS2c="), end);
  }

  private static ScramServer server(String nonce, SaslOffer offer, boolean protectsOffer) {
    return new ScramServer("example.org", offer, () -> nonce, ScramLimits.DEFAULT, protectsOffer);
  }

  private static ScramStep.Challenge challenge(ScramStep step, String salt) {
    var needed = assertInstanceOf(KeysNeeded.class, step);
    assertEquals(Jid.parse("user@example.org"), needed.account());
    var keys =
        ScramKeys.derive(needed.mechanism(), "pencil", Base64.getDecoder().decode(salt), 4096);
    return needed.with(keys.orElseThrow());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
