package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was said in a room is taken back (XEP-0424), or moderated (XEP-0425), for everybody. */
class RoomRetractionTest {
  private static final String NAVE = "nave@conference.localhost";
  private static final String MUC = "http://jabber.org/protocol/muc";
  private static final String MAM = "urn:xmpp:mam:2";
  private static final String RETRACT = "urn:xmpp:message-retract:1";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");

  @BeforeEach
  void open() {
    enter(romeo, "Romeo");
    romeo.sends(
        "<iq type='set' id='open' to='%s'><query xmlns='%s#owner'>".formatted(NAVE, MUC)
            + "<x xmlns='jabber:x:data' type='submit'/></query></iq>");
    romeo.receives("<iq type='result' id='open'/>");
    enter(juliet, "Juliet");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static void enter(TestClient client, String nick) {
    client.sends("<presence to='%s/%s'><x xmlns='%s'/></presence>".formatted(NAVE, nick, MUC));
    client.receives("<message type='groupchat'><subject/></message>");
  }

  /** The stanza-id of what is said. */
  private static String say(TestClient client, String id, String more) {
    client.sends(
        "<message to='%s' type='groupchat' id='%s'><body>%s</body>%s</message>"
            .formatted(NAVE, id, id, more));
    return String.valueOf(
        client
            .receives("<message type='groupchat' id='%s'/>".formatted(id))
            .child("stanza-id", "urn:xmpp:sid:0")
            .orElseThrow()
            .attribute("id"));
  }

  private static String retraction(String id, String of) {
    return "<message to='%s' type='groupchat' id='%s'><retract xmlns='%s' id='%s'/></message>"
        .formatted(NAVE, id, RETRACT, of);
  }

  private static String moderation(String id, String of) {
    return ("<iq type='set' to='%s' id='%s'><moderate xmlns='urn:xmpp:message-moderate:1' id='%s'>"
            + "<retract xmlns='%s'/><reason>spam</reason></moderate></iq>")
        .formatted(NAVE, id, of, RETRACT);
  }

  private static List<XmlElement> archive(TestClient client) {
    client.quiet();
    client.sends("<iq type='set' id='q' to='%s'><query xmlns='%s'/></iq>".formatted(NAVE, MAM));
    client.receives("<iq type='result' id='q'/>");
    return client.taken(each -> each.child("result", MAM).isPresent()).stream()
        .map(
            each ->
                each.child("result", MAM)
                    .flatMap(result -> result.child("forwarded", "urn:xmpp:forward:0"))
                    .flatMap(forwarded -> forwarded.child("message", "jabber:client"))
                    .orElseThrow())
        .toList();
  }

  private static boolean isTombstone(XmlElement message) {
    return message.child("retracted", RETRACT).isPresent()
        && message.child("body", "jabber:client").isEmpty();
  }

  @Test
  void whatIsTakenBackIsATombstoneForWhoeverReadsLater() {
    var id = say(juliet, "m1", "");
    say(juliet, "m2", "");
    juliet.sends(retraction("r1", id));
    romeo.receives("<message type='groupchat' id='r1' from='%s/Juliet'/>".formatted(NAVE));
    var archive = archive(romeo);
    assertEquals(
        List.of(true, false, false),
        archive.stream().map(RoomRetractionTest::isTombstone).toList());
    assertEquals("m1", archive.get(0).attribute("id"));
    assertEquals("r1", archive.get(2).attribute("id"));

    var tablet = world.connect("romeo@localhost/tablet");
    enter(tablet, "Romeo");
    assertHistory(tablet);
    world.killRoom(NAVE);
    var other = world.connect("romeo@localhost/other");
    enter(other, "Romeo");
    assertHistory(other);
    assertTrue(isTombstone(archive(romeo).get(0)));
  }

  private static void assertHistory(TestClient client) {
    var history =
        client.taken(
            each ->
                each.name().equals("message")
                    && each.child("delay", "urn:xmpp:delay").isPresent()
                    && each.child("stanza-id", "urn:xmpp:sid:0").isPresent()
                    && each.child("occupant-id", "urn:xmpp:occupant-id:0").isPresent());
    assertEquals(
        List.of("m1", "m2", "r1"), history.stream().map(each -> each.attribute("id")).toList());
    assertTrue(isTombstone(history.get(0)));
  }

  /** XEP-0308: else what it was corrected to would stay. */
  @Test
  void whatCorrectedItIsGoneWithIt() {
    var id = say(juliet, "m1", "");
    say(juliet, "m2", "<replace xmlns='urn:xmpp:message-correct:0' id='m1'/>");
    say(juliet, "m3", "<replace xmlns='urn:xmpp:message-correct:0' id='m2'/>");
    say(romeo, "m4", "<replace xmlns='urn:xmpp:message-correct:0' id='m1'/>");
    juliet.sends(retraction("r1", id));
    romeo.receives("<message type='groupchat' id='r1'/>");
    assertEquals(
        List.of(true, true, true, false, false),
        archive(romeo).stream().map(RoomRetractionTest::isTombstone).toList());
  }

  /** XEP-0424 5. */
  @Test
  void onlyItsSenderTakesItBack() {
    var id = say(juliet, "m1", "");
    romeo.sends(retraction("r1", id));
    romeo.receives(
        "<message type='error' id='r1'><error><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    for (var unknown : List.of("1", "m1", "9999999999999999", "99999999999999999999999", "")) {
      juliet.sends(retraction("r2" + unknown, unknown));
      juliet.receives(
          "<message type='error' id='r2%s'><error><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>"
              .formatted(unknown));
    }
    juliet.receivesNo("<message id='r1'/>");
    assertEquals(1, archive(romeo).size());

    var tablet = world.connect("juliet@localhost/tablet");
    enter(tablet, "Juliet");
    tablet.sends(retraction("r3", id));
    romeo.receives("<message type='groupchat' id='r3'/>");
    juliet.sends(retraction("r4", id));
    juliet.receives(
        "<message type='error' id='r4'><error><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
  }

  @Test
  void aSubjectIsNotTakenBack() {
    romeo.sends(
        "<message to='%s' type='groupchat' id='s1'><subject>Verona</subject></message>"
            .formatted(NAVE));
    var id =
        romeo
            .receives("<message type='groupchat' id='s1'/>")
            .child("stanza-id", "urn:xmpp:sid:0")
            .orElseThrow()
            .attribute("id");
    romeo.sends(retraction("r1", String.valueOf(id)));
    romeo.receives(
        "<message type='error' id='r1'><error><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
  }

  /** XEP-0425 3. */
  @Test
  void aModeratorTakesBackWhatOthersSaid() {
    var id = say(juliet, "m1", "");
    juliet.sends(moderation("x1", id));
    juliet.receives(
        "<iq type='error' id='x1'><error><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    romeo.sends(moderation("x2", id));
    romeo.receives("<iq type='result' id='x2'/>");
    juliet.receives(
        ("<message type='groupchat' from='%s'><retract xmlns='%s' id='%s'>"
                + "<moderated xmlns='urn:xmpp:message-moderate:1' by='%s/Romeo'/><reason>spam</reason></retract></message>")
            .formatted(NAVE, RETRACT, id, NAVE));
    // again: there is nothing more to do
    romeo.sends(moderation("x3", id));
    romeo.receives("<iq type='result' id='x3'/>");
    var archive = archive(juliet);
    assertEquals(
        List.of(true, false), archive.stream().map(RoomRetractionTest::isTombstone).toList());
    assertTrue(
        archive
            .get(0)
            .child("retracted", RETRACT)
            .flatMap(retracted -> retracted.child("moderated", "urn:xmpp:message-moderate:1"))
            .isPresent());
    assertEquals(NAVE, archive.get(1).attribute("from"));
    romeo.sends(moderation("x4", "17"));
    romeo.receives(
        "<iq type='error' id='x4'><error><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  }

  /** What an account sends keeps its order, also while the archive is read for some of it. */
  @Test
  void whatIsSentBehindARetractionComesBehindIt() {
    var id = say(juliet, "m1", "");
    romeo.quiet();
    world.reads().hold();
    juliet.sendsTogether(
        retraction("r1", id),
        "<message to='%s' type='groupchat' id='m2'><body>m2</body></message>".formatted(NAVE));
    say(romeo, "m3", ""); // nobody else waits
    world.reads().release();
    juliet.settles();
    romeo.receives("<message type='groupchat' id='r1'/>");
    romeo.receives("<message type='groupchat' id='m2'/>");
    var ids = archive(romeo).stream().map(each -> each.attribute("id")).toList();
    assertEquals(List.of("m1", "m3", "r1", "m2"), ids);
  }

  /** Invariant I1: it is acknowledged when it holds, and is done once (I3). */
  @Test
  void aRetractionSurvivesTheLossOfTheRoomsNode() {
    var id = say(juliet, "m1", "");
    romeo.quiet();
    world.reads().hold();
    juliet.sends(retraction("r1", id));
    world.killRoom(NAVE);
    world.reads().release();
    juliet.settles();
    romeo.receives("<message type='groupchat' id='r1'/>");
    romeo.receivesNo("<message type='groupchat' id='r1'/>");
    var archive = archive(romeo);
    assertEquals(2, archive.size());
    assertTrue(isTombstone(archive.get(0)));
  }
}
