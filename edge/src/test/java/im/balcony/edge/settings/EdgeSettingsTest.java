package im.balcony.edge.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import org.junit.jupiter.api.Test;

class EdgeSettingsTest {

  @Test
  void everyDefaultIsReadable() {
    var settings = EdgeSettings.from(with(""));

    assertTrue(settings.c2s().tlsRequired());
    assertEquals(5222, settings.c2s().port());
    assertFalse(settings.c2s().registration());
    assertEquals(10_000, settings.c2s().login().stanzaBytesMax());
    assertTrue(settings.tls().certificates().isEmpty());
  }

  @Test
  void loginInClearTextIsRefusedOnAnAddressOthersCanReach() {
    var problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> EdgeSettings.from(with("balcony.edge.c2s.tls = optional")));

    assertTrue(String.valueOf(problem.getMessage()).contains("loopback"));
  }

  @Test
  void loginInClearTextIsPossibleOnLoopback() {
    var settings = EdgeSettings.from(with("balcony.edge { host = 127.0.0.1, c2s.tls = optional }"));

    assertFalse(settings.c2s().tlsRequired());
  }

  @Test
  void stanzaLimitsBelowTheStandardsMinimumAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EdgeSettings.from(with("balcony.edge.c2s.stanza.bytes-max = 9999")));
  }

  private static Config with(String settings) {
    return ConfigFactory.parseString(settings).withFallback(NodeConfig.reference(NodeRole.BOTH));
  }
}
