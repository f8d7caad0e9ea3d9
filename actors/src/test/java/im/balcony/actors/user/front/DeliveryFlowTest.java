package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reliable delivery: who is told that a message is stored, and what. */
class DeliveryFlowTest {
  private static final String DELIVERY = "https://xabber.com/protocol/delivery";
  private static final String RETRY = "<retry xmlns='" + DELIVERY + "'/>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");

  @AfterEach
  void close() {
    world.close();
  }

  private static void follows(TestClient client) {
    client.sends(
        "<iq type='get' id='s'><query xmlns='https://xabber.com/protocol/synchronization'/></iq>");
    client.receives("<iq type='result' id='s'/>");
  }

  private static void says(TestClient client, String id, String more) {
    client.sends(
        "<message type='chat' to='juliet@localhost' id='%s'><body>%s</body>%s%s</message>"
            .formatted(id, id, "<origin-id xmlns='urn:xmpp:sid:0' id='" + id + "'/>", more));
    client.settles();
  }

  private static String toldId(TestClient client, String originId) {
    var told =
        client.receives(
            ("<message type='headline' from='localhost'><received xmlns='%s'>"
                    + "<origin-id xmlns='urn:xmpp:sid:0' id='%s'/></received></message>")
                .formatted(DELIVERY, originId));
    return stanzaId(told.child("received", DELIVERY).orElseThrow());
  }

  private static String stanzaId(XmlElement element) {
    return String.valueOf(
        element.child("stanza-id", "urn:xmpp:sid:0").orElseThrow().attribute("id"));
  }

  private static String archivedId(TestClient client) {
    client.sends("<iq type='set' id='q'><query xmlns='urn:xmpp:mam:2'/></iq>");
    var result = client.receives("<message><result xmlns='urn:xmpp:mam:2'/></message>");
    client.receives("<iq type='result' id='q'/>");
    return String.valueOf(result.child("result", "urn:xmpp:mam:2").orElseThrow().attribute("id"));
  }

  @Test
  void theIdThatIsToldIsTheOneInTheSendersArchive() {
    follows(romeo);
    says(romeo, "one", "");
    assertEquals(archivedId(romeo), toldId(romeo, "one"));
  }

  @Test
  void aRepeatIsToldTheSameThoughTheAccountHasMovedMeanwhile() {
    follows(romeo);
    says(romeo, "one", "");
    var first = toldId(romeo, "one");
    romeo.settles(); // or it would have to send again
    world.killUser("romeo@localhost");
    romeo.findsItsUser();
    says(romeo, "one", RETRY);
    assertEquals(first, toldId(romeo, "one"));
    juliet.receives("<message id='one'/>");
    juliet.receivesNo("<message id='one'/>");
  }

  @Test
  void aDeviceThatRepeatsWhatAnotherSentIsTold() {
    says(romeo, "one", "");
    var tablet = world.online("romeo@localhost/tablet");
    says(tablet, "one", RETRY);
    assertEquals(archivedId(tablet), toldId(tablet, "one"));
    romeo.receivesNo("<message type='headline'/>");
  }

  @Test
  void whoNeverShowedThatItKnowsTheNamespaceIsToldNothing() {
    says(romeo, "one", "");
    says(romeo, "one", "");
    romeo.receivesNo("<message type='headline'/>");
  }

  @Test
  void whatTheOwnerDoesNotArchiveIsNotCalledStored() {
    follows(romeo);
    says(romeo, "one", "<no-store xmlns='urn:xmpp:hints'/>");
    romeo.receivesNo("<message type='headline'/>");
  }
}
