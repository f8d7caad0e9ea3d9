package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.balcony.protocol.sasl.ScramStep.Challenge;
import im.balcony.protocol.sasl.ScramStep.Failed;
import im.balcony.protocol.sasl.ScramStep.KeysNeeded;
import java.util.List;

/** A server and an account for the tests of this package. */
final class ScramLogin {
  static final String SERVER_NONCE = "server-nonce";
  static final byte[] SALT = "sixteen bytes :)".getBytes(UTF_8);
  static final byte[] EXPORTER = "what the exporter gave".getBytes(UTF_8);
  static final byte[] END_POINT = "hash of a certificate".getBytes(UTF_8);
  static final ChannelBindings CHANNEL =
      ChannelBindings.NONE
          .with(ChannelBindingType.TLS_SERVER_END_POINT, END_POINT)
          .with(ChannelBindingType.TLS_EXPORTER, EXPORTER);

  static final SaslOffer WITH_PLUS = new SaslOffer(List.of(SaslMechanism.values()), CHANNEL);
  static final SaslOffer WITHOUT_PLUS =
      new SaslOffer(
          List.of(SaslMechanism.SCRAM_SHA_256, SaslMechanism.SCRAM_SHA_1), ChannelBindings.NONE);

  private ScramLogin() {}

  /** Without XEP-0474: the peer signs server-first without the attributes it does not know. */
  static ScramServer server(SaslOffer offer) {
    return new ScramServer("a.example", offer, () -> SERVER_NONCE, ScramLimits.DEFAULT, false);
  }

  static ScramKeys keys(ScramMechanism mechanism, String password) {
    return ScramKeys.derive(mechanism, password, SALT, 4096).orElseThrow();
  }

  static ScramStep start(SaslOffer offer, SaslMechanism mechanism, String clientFirst) {
    return server(offer).start(mechanism, clientFirst.getBytes(UTF_8));
  }

  static Challenge challenge(ScramStep step, String password) {
    var needed = assertInstanceOf(KeysNeeded.class, step);
    return needed.with(keys(needed.mechanism(), password));
  }

  static SaslFailure.Condition failure(ScramStep step) {
    return assertInstanceOf(Failed.class, step).failure().condition();
  }
}
