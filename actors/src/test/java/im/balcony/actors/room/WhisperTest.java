package im.balcony.actors.room;

import static im.balcony.actors.room.Nave.MUC;
import static im.balcony.actors.room.Nave.NAVE;
import static im.balcony.actors.room.Nave.enter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.fence.Fence;
import im.balcony.actors.world.ClosedFence;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Private messages of a room are in the archives of those who said and got them, once. */
class WhisperTest {
  private static final String MAM = "urn:xmpp:mam:2";
  private static final String MARK = "<x xmlns='" + MUC + "#user'/>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");

  @BeforeEach
  void open() {
    enter(romeo, "Romeo");
    Nave.open(romeo);
    enter(juliet, "Juliet");
    romeo.receives("<presence from='%s/Juliet'/>".formatted(NAVE));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static void whispers(TestClient client, String nick, String id) {
    client.sends(
        "<message to='%s/%s' type='chat' id='%s'><body>%s</body></message>"
            .formatted(NAVE, nick, id, id));
  }

  private static void hears(TestClient client, String nick, String id) {
    client.receives(
        "<message from='%s/%s' type='chat' id='%s'>%s</message>".formatted(NAVE, nick, id, MARK));
  }

  /** What the account's archive holds, oldest first. */
  private static List<XmlElement> archiveOf(TestClient client, String with) {
    client.sends(
        "<iq type='set' id='mam'><query xmlns='%s'><x xmlns='jabber:x:data' type='submit'>"
                .formatted(MAM)
            + "<field var='FORM_TYPE'><value>%s</value></field><field var='with'><value>%s</value></field></x></query></iq>"
                .formatted(MAM, with));
    client.receives("<iq type='result' id='mam'/>");
    var found = new ArrayList<XmlElement>();
    for (var message : client.taken(element -> element.child("result", MAM).isPresent())) {
      message
          .child("result", MAM)
          .flatMap(result -> result.child("forwarded", "urn:xmpp:forward:0"))
          .flatMap(forwarded -> forwarded.child("message", "jabber:client"))
          .ifPresent(found::add);
    }
    return found;
  }

  private static List<String> idsIn(TestClient client, String with) {
    return archiveOf(client, with).stream().map(each -> each.attribute("id")).toList();
  }

  @Test
  void itIsInTheArchivesOfBothAndNotInTheRooms() {
    whispers(romeo, "Juliet", "w1");
    hears(juliet, "Romeo", "w1");
    whispers(juliet, "Romeo", "w2");
    hears(romeo, "Juliet", "w2");
    romeo.settles();
    juliet.settles();
    assertEquals(List.of("w1", "w2"), idsIn(romeo, NAVE));
    assertEquals(List.of("w1", "w2"), idsIn(juliet, NAVE));
    var sent = archiveOf(romeo, NAVE).get(0);
    assertEquals(NAVE + "/Juliet", sent.attribute("to"));
    assertTrue(sent.child("x", MUC + "#user").isPresent());
    var got = archiveOf(juliet, NAVE).get(0);
    assertEquals(NAVE + "/Romeo", got.attribute("from"));
    romeo.sends("<iq type='set' id='room' to='%s'><query xmlns='%s'/></iq>".formatted(NAVE, MAM));
    romeo.receives("<iq type='result' id='room'/>");
    romeo.receivesNo("<message><result xmlns='%s'/></message>".formatted(MAM));
  }

  /** XEP-0313 section 4.1.1: a full address is one occupant. */
  @Test
  void oneOccupantsAreFoundByItsAddress() {
    var nurse = world.online("nurse@localhost/kitchen");
    enter(nurse, "Nurse");
    whispers(nurse, "Juliet", "same");
    hears(juliet, "Nurse", "same");
    whispers(romeo, "Juliet", "same"); // ids are the clients' own: two of one name are two
    hears(juliet, "Romeo", "same");
    juliet.settles();
    assertEquals(2, idsIn(juliet, NAVE).size());
    assertEquals(List.of("same"), idsIn(juliet, NAVE + "/Nurse"));
    assertEquals(List.of(), idsIn(juliet, NAVE + "/Paris"));
  }

  /** Invariant I1: nothing is acknowledged before it is kept; I3: said again it is kept once. */
  @Test
  void whoeverDiesItArrivesOnceAndIsAcknowledgedThen() {
    juliet.settles();
    var closed = new ClosedFence();
    world.useFence(closed);
    whispers(romeo, "Juliet", "w1");
    Awaitility.await().until(closed::isAsked);
    assertTrue(romeo.confirmed() < romeo.lastNumber());
    world.useFence(Fence.alone());
    world.endUser(NAVE);
    world.killRoom(NAVE);
    world.endUser("juliet@localhost");
    juliet.findsItsUser();
    hears(juliet, "Romeo", "w1");
    romeo.settles();
    assertEquals(List.of("w1"), idsIn(juliet, NAVE));
    assertEquals(List.of("w1"), idsIn(romeo, NAVE));
    juliet.receivesNo("<message id='w1'/>");
  }

  @Test
  void theConversationMayDieAsWell() {
    var failed = world.failNextIndexWriteOf("juliet@localhost");
    whispers(romeo, "Juliet", "w1");
    failed.orTimeout(5, TimeUnit.SECONDS).join();
    world.endConversation("juliet@localhost", NAVE);
    romeo.settles();
    hears(juliet, "Romeo", "w1");
    assertEquals(List.of("w1"), idsIn(juliet, NAVE));
    assertEquals(List.of("w1"), idsIn(romeo, NAVE));
  }

  /** RFC 6121 section 8.5.3.2.1: it waits for the account's next device. */
  @Test
  void whoLeavesBeforeItIsThereFindsItAfterwards() {
    juliet.settles();
    var closed = new ClosedFence();
    world.useFence(closed);
    whispers(romeo, "Juliet", "w1");
    Awaitility.await().until(closed::isAsked);
    world.useFence(Fence.alone());
    juliet.leaves();
    romeo.receives("<presence from='%s/Juliet' type='unavailable'/>".formatted(NAVE));
    closed.open();
    romeo.settles();
    var tablet = world.online("juliet@localhost/tablet");
    hears(tablet, "Romeo", "w1");
  }

  @Test
  void theOtherDevicesOfWhoSaidItGetCopiesAndThatOneGetsNone() {
    var tablet = world.online("romeo@localhost/tablet");
    for (var client : List.of(romeo, tablet)) {
      client.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
      client.receives("<iq type='result' id='c'/>");
    }
    whispers(romeo, "Juliet", "w1");
    tablet.receives(
        "<message><sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' id='w1' to='%s/Juliet'>%s</message></forwarded></sent></message>"
            .formatted(NAVE, MARK));
    romeo.settles();
    romeo.receivesNo("<message><sent xmlns='urn:xmpp:carbons:2'/></message>");
  }

  @Test
  void allClientsOfTheOccupantGetItAndTheArchiveHasItOnce() {
    var tablet = world.online("juliet@localhost/tablet");
    enter(tablet, "Juliet");
    whispers(romeo, "Juliet", "w1");
    hears(juliet, "Romeo", "w1");
    hears(tablet, "Romeo", "w1");
    romeo.settles();
    assertEquals(List.of("w1"), idsIn(juliet, NAVE));
  }

  /** What is of the moment keeps its place among what is kept. */
  @Test
  void chatStatesPassInTheirOrderAndAreNotKept() {
    whispers(romeo, "Juliet", "w1");
    romeo.sends(
        "<message to='%s/Juliet' type='chat' id='s1'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>"
            .formatted(NAVE));
    whispers(romeo, "Juliet", "w2");
    var got = new ArrayList<String>();
    for (var n = 0; n < 3; n++) {
      got.add(
          juliet
              .receives("<message from='%s/Romeo' type='chat'/>".formatted(NAVE))
              .attribute("id"));
    }
    assertEquals(List.of("w1", "s1", "w2"), got);
    romeo.settles();
    assertEquals(List.of("w1", "w2"), idsIn(juliet, NAVE));
  }

  /** XEP-0191: the room as a whole is blocked; its sender hears that, and keeps nothing. */
  @Test
  void whatTheRecipientDoesNotTakeIsKeptByNobody() {
    juliet.sends(
        "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='%s'/></block></iq>"
            .formatted(NAVE));
    juliet.receives("<iq type='result' id='b'/>");
    whispers(romeo, "Juliet", "w1");
    romeo.receives(
        "<message type='error' id='w1' from='%s/Juliet'><error><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>"
            .formatted(NAVE));
    romeo.settles();
    assertEquals(List.of(), idsIn(romeo, NAVE));
    assertEquals(List.of(), idsIn(juliet, NAVE));
  }

  @Test
  void whatIsSaidToAllBehindItComesBehindIt() {
    romeo.sendsTogether(
        "<message to='%s/Juliet' type='chat' id='w1'><body>w1</body></message>".formatted(NAVE),
        "<presence to='%s/Romeo' type='unavailable'/>".formatted(NAVE));
    hears(juliet, "Romeo", "w1");
    juliet.receives("<presence from='%s/Romeo' type='unavailable'/>".formatted(NAVE));
    romeo.settles();
    assertEquals(List.of("w1"), idsIn(romeo, NAVE));
  }
}
