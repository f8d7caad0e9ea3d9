package im.balcony.protocol.xep.fast;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.sasl.HtMechanism;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The elements of XEP-0484's examples. */
class FastTest {
  private static final String NS = "xmlns='urn:xmpp:fast:0'";

  @Test
  void theFeatureNamesMechanismsAndNoEarlyData() {
    assertEquals(
        "<fast %s><mechanism>HT-SHA-256-ENDP</mechanism><mechanism>HT-SHA-256-NONE</mechanism></fast>"
            .formatted(NS),
        Fast.feature(List.of(HtMechanism.HT_SHA_256_ENDP, HtMechanism.HT_SHA_256_NONE)).toXml());
  }

  @Test
  void aUseMayCountAndInvalidate() {
    assertEquals(new Fast(null, false), read("<fast %s/>"));
    assertEquals(new Fast(123, true), read("<fast %s count='123' invalidate='1'/>"));
    assertEquals(new Fast(null, false), read("<fast %s invalidate='false'/>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "2147483648", "x", ""})
  void aCountIsAPositiveInteger(String count) {
    var xml = "<fast %s count='%s'/>".formatted(NS, count);
    assertEquals(Optional.empty(), Fast.read(xml(xml)));
  }

  @Test
  void aTokenIsAskedForByMechanism() {
    var asked = "<request-token %s mechanism='%s'/>";
    assertEquals(
        Optional.of(HtMechanism.HT_SHA_256_ENDP),
        Fast.requested(xml(asked.formatted(NS, "HT-SHA-256-ENDP"))));
    assertEquals(Optional.empty(), Fast.requested(xml(asked.formatted(NS, "PLAIN"))));
    assertEquals(Optional.empty(), Fast.requested(xml("<request-token " + NS + "/>")));
  }

  @Test
  void aTokenTellsWhenItExpires() {
    assertEquals(
        "<token %s expiry='2020-03-12T14:36:15Z' token='WXZz'/>".formatted(NS),
        Fast.token("WXZz", Instant.parse("2020-03-12T14:36:15Z")).toXml());
  }

  private static Fast read(String xml) {
    return Fast.read(xml(xml.formatted(NS))).orElseThrow();
  }
}
