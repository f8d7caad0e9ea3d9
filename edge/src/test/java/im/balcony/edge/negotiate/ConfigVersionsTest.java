package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import im.balcony.protocol.xep.pipelining.ConfigVersion;
import im.balcony.protocol.xml.XmlElement;
import org.junit.jupiter.api.Test;

class ConfigVersionsTest {
  private final ConfigVersions versions = new ConfigVersions();

  @Test
  void anOfferIsHashedOnce() {
    assertEquals(ConfigVersion.of(offer("PLAIN")), versions.of(offer("PLAIN")));
    assertSame(versions.of(offer("PLAIN")), versions.of(offer("PLAIN")));
  }

  @Test
  void anotherOfferHasAnotherVersion() {
    assertNotEquals(versions.of(offer("PLAIN")), versions.of(offer("SCRAM-SHA-256")));
  }

  private static XmlElement offer(String mechanism) {
    return XmlElement.named("features", "urn:test")
        .child(XmlElement.named("mechanism", "urn:test").text(mechanism).build())
        .build();
  }
}
