package im.balcony.protocol.xep.pipelining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** XEP-0509: the same offer has the same version, any other has another. */
class ConfigVersionTest {
  private static final XmlElement FEATURES = features("PLAIN");

  @Test
  void theSameOfferHasTheSameVersionAndAnyOtherHasAnother() {
    assertEquals(ConfigVersion.of(FEATURES), ConfigVersion.of(features("PLAIN")));
    assertNotEquals(ConfigVersion.of(FEATURES), ConfigVersion.of(features("SCRAM-SHA-256")));
  }

  @Test
  void aLoginSaysWhatItWasMadeFor() {
    var version = new ConfigVersion("V2VsbCwgb2YgY291cnNl");
    var login = XmlElement.named("authenticate", "urn:xmpp:sasl:2");

    assertEquals(Optional.empty(), ConfigVersion.in(login.build()));
    assertEquals(Optional.of(version), ConfigVersion.in(login.child(version.toElement()).build()));
  }

  @Test
  void theFeatureIsThatOfSection21() {
    assertEquals(
        "<config-version xmlns='urn:xmpp:iap:0' scheme='opaque' value='YQ=='/>",
        new ConfigVersion("YQ==").toElement().toXml());
  }

  private static XmlElement features(String mechanism) {
    return XmlElement.named("features", "http://etherx.jabber.org/streams")
        .child(XmlElement.named("mechanism", "urn:xmpp:sasl:2").text(mechanism).build())
        .build();
  }
}
