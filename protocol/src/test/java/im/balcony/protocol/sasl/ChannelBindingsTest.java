package im.balcony.protocol.sasl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelBindingsTest {
  /** The digests are those that "openssl dgst" gives for the certificates in DER. */
  @ParameterizedTest
  @CsvSource({
    "rsa-sha256, db68ad3327f5292003eba9321740beb9a5a390b371d873bb947d5d82ba715a0b",
    "rsa-sha1, f5260e8c5e703d8c687f9940289f0f176e59a395b5bf886a70ff943d26a59e11",
    "rsa-pss-sha512, e84134dc66dd221bc1c1729cd430d195c5d9e1a00b3b9be806e7d1e7dc4b782f82fdfe8eb46ae1c9f91f074363202bc34c467ebbf9618c842a07b0c105be9b22",
    "ecdsa-sha384, 478c4ea4629151e611619f4faaf73617542c70910807d7054d65bf530160fd1b3f7bd2e56cc731677326bbb8d26b3c89"
  })
  void theEndPointIsTheCertificateUnderTheHashOfItsSignature(String name, String digest)
      throws Exception {
    var data = ChannelBindings.serverEndPoint(certificate(name)).orElseThrow();
    assertEquals(digest, HexFormat.of().formatHex(data));
  }

  @Test
  void aSignatureWithoutAHashOfItsOwnHasNoEndPoint() throws Exception {
    assertEquals(Optional.empty(), ChannelBindings.serverEndPoint(certificate("ed25519")));
  }

  @Test
  void typesComeStrongestFirstWhateverTheOrderTheyWereComputedIn() {
    assertEquals(
        List.of(ChannelBindingType.TLS_EXPORTER, ChannelBindingType.TLS_SERVER_END_POINT),
        ScramLogin.CHANNEL.types());
    assertArrayEquals(
        ScramLogin.EXPORTER,
        ScramLogin.CHANNEL.dataOf(ChannelBindingType.TLS_EXPORTER).orElseThrow());
  }

  @Test
  void plusCannotBeOfferedWithoutData() {
    var plus = List.of(SaslMechanism.SCRAM_SHA_1_PLUS);
    assertThrows(IllegalArgumentException.class, () -> new SaslOffer(plus, ChannelBindings.NONE));
  }

  @Test
  void noTypesAreListedWhenNoMechanismUsesThem() {
    var offer = new SaslOffer(List.of(SaslMechanism.SCRAM_SHA_1), ScramLogin.CHANNEL);
    assertEquals(List.of(), offer.channelBindingTypes());
    assertFalse(offer.bindsChannel());
  }

  private static X509Certificate certificate(String name) throws Exception {
    try (var pem = ChannelBindingsTest.class.getResourceAsStream(name + ".pem")) {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509").generateCertificate(Objects.requireNonNull(pem));
    }
  }
}
