package im.balcony.protocol.xep.delivery;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReliableDeliveryTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example");
  private static final Jid JULIET = Jid.parse("juliet@b.example");
  private static final String NAMESPACE = ReliableDelivery.NAMESPACE;

  private static XmlElement message(String payload) {
    return xml("<message xmlns='jabber:client'>" + payload + "</message>");
  }

  @Test
  void aRepeatedMessageIsTheFirstOneWithoutItsMark() {
    var repeated = message("<body>hi</body><retry xmlns='" + NAMESPACE + "'/>");
    assertTrue(ReliableDelivery.isRetry(repeated));
    assertEquals(message("<body>hi</body>"), ReliableDelivery.withoutRetry(repeated));
    assertFalse(ReliableDelivery.isRetry(message("<retry xmlns='urn:example'/>")));
  }

  @Test
  void theSenderIsToldByItsOriginId() {
    var sent = message("<origin-id xmlns='urn:xmpp:sid:0' id='o1'/>");
    var at = Instant.parse("2023-11-14T22:13:24.000001Z");
    assertEquals(
        Optional.of(
            xml(
                """
                <received xmlns='%s'><origin-id xmlns='urn:xmpp:sid:0' id='o1'/><stanza-id \
                xmlns='urn:xmpp:sid:0' by='romeo@a.example' id='17'/><time by='romeo@a.example' \
                stamp='2023-11-14T22:13:24.000001Z'/></received>\
                """
                    .formatted(NAMESPACE))),
        ReliableDelivery.received(sent, ROMEO, 17, at));
  }

  @Test
  void aMessageWithoutOriginIdIsConfirmedByNobody() {
    assertEquals(
        Optional.empty(), ReliableDelivery.received(message(""), ROMEO, 17, Instant.EPOCH));
  }

  @Test
  void aTimeIsGivenByItsArchiveOrByWhoeverHidesWhoGaveIt() {
    var time = ReliableDelivery.time(ROMEO, Instant.EPOCH);
    assertTrue(ReliableDelivery.isTimeGivenBy(time, ROMEO::equals));
    assertFalse(ReliableDelivery.isTimeGivenBy(time, JULIET::equals));
    assertTrue(
        ReliableDelivery.isTimeGivenBy(xml("<time xmlns='" + NAMESPACE + "'/>"), ROMEO::equals));
    assertFalse(ReliableDelivery.isTimeGivenBy(xml("<time xmlns='urn:x'/>"), any -> true));
  }
}
