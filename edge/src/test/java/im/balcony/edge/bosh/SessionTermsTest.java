package im.balcony.edge.bosh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.settings.BoshSettings;
import im.balcony.protocol.xep.bosh.BoshRequest;
import im.balcony.protocol.xep.bosh.BoshResponse;
import im.balcony.protocol.xml.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0124 7: the client wishes, the server bounds. */
class SessionTermsTest {
  // 60 s of waiting, 2 held, 30 s inactive, 90 s when polling, 120 s of pause, 5 s between polls
  private static final BoshSettings SETTINGS =
      new BoshSettings("", 60, 2, 30, 90, 120, 5, 1, 1, 1, 1, 1);

  private static SessionTerms terms(String... attributes) {
    var body = XmlElement.named("body", BoshRequest.NAMESPACE).attribute("rid", "17");
    for (var at = 0; at < attributes.length; at += 2) {
      body.attribute(attributes[at], attributes[at + 1]);
    }
    return SessionTerms.of(BoshRequest.read(body.build()).orElseThrow(), SETTINGS);
  }

  @ParameterizedTest
  @CsvSource({
    "30, 1, 30, 1, 30", // as wished
    "600, 9, 60, 2, 30", // no more than is allowed
    "0, 1, 0, 0, 90", // who does not wait polls
    "30, 0, 0, 0, 90"
  })
  void whatIsWishedIsBounded(
      String wait, String hold, int waitSeconds, int held, int inactivitySeconds) {
    var terms = terms("wait", wait, "hold", hold);

    assertEquals(waitSeconds, terms.waitSeconds());
    assertEquals(held, terms.hold());
    assertEquals(inactivitySeconds, terms.inactivitySeconds());
    assertEquals(held + 1, terms.requests());
  }

  @Test
  void whoWishesNothingPolls() {
    var terms = terms();

    assertEquals(1, terms.requests());
    assertEquals(90, terms.inactivitySeconds());
    assertFalse(terms.usesAcks());
    assertFalse(terms.knowsConditions());
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, text/plain",
    "application/xml, application/xml",
    "text/html, text/xml; charset=utf-8",
    "image/svg+xml, text/xml; charset=utf-8"
  })
  void aTypeThatABrowserWouldRunIsNotTaken(String wished, String taken) {
    assertEquals(taken, terms("content", wished).contentType());
  }

  @Test
  void theFirstAnswerTellsAllOfIt() {
    var terms = terms("wait", "30", "hold", "1", "ack", "1", "ver", "1.6");
    assertTrue(terms.knowsConditions());

    var told = new String(terms.tell(new BoshResponse(), "s1", 17).toBytes(), UTF_8);

    for (var attribute :
        new String[] {
          "sid='s1'",
          "wait='30'",
          "requests='2'",
          "hold='1'",
          "inactivity='30'",
          "maxpause='120'",
          "polling='5'",
          "ver='1.11'",
          "ack='17'"
        }) {
      assertTrue(told.contains(attribute), () -> attribute + " in " + told);
    }
  }

  @Test
  void whoUsesNoAcknowledgementsIsToldNone() {
    var told = new String(terms().tell(new BoshResponse(), "s1", 17).toBytes(), UTF_8);

    assertFalse(told.contains(" ack="), told);
  }
}
