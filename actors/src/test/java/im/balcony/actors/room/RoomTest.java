package im.balcony.actors.room;

import static im.balcony.actors.room.Nave.MUC;
import static im.balcony.actors.room.Nave.NAVE;
import static im.balcony.actors.room.Nave.ask;
import static im.balcony.actors.room.Nave.enter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.fence.Fence;
import im.balcony.actors.world.ClosedFence;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.actors.world.UserSettingsBuilder;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rooms with logs in memory, and the Users of those who are in them. */
class RoomTest {

  private PeopleWorld world = new PeopleWorld();
  private TestClient romeo = world.online("romeo@localhost/phone");
  private TestClient juliet = world.online("juliet@localhost/balcony");

  @BeforeEach
  void open() {
    enter(romeo, "Romeo");
    Nave.open(romeo);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static void say(TestClient client, String id) {
    client.sends(
        "<message to='%s' type='groupchat' id='%s'><body>%s</body></message>"
            .formatted(NAVE, id, id));
  }

  private static XmlElement hears(TestClient client, String id) {
    return client.receives(
        "<message type='groupchat' id='%s'><body>%s</body></message>".formatted(id, id));
  }

  private static long idOf(XmlElement message) {
    return StanzaIds.archiveId(message, Jid.parse(NAVE)).orElseThrow();
  }

  /** Invariant I2: one order for all, and ids that only increase. */
  @Test
  void allHearTheSameInOneOrder() {
    enter(juliet, "Juliet");
    romeo.quiet();
    juliet.quiet();
    for (var n = 0; n < 10; n++) {
      say(romeo, "r" + n);
      say(juliet, "j" + n);
    }
    romeo.settles();
    juliet.settles();
    romeo.rest();
    juliet.rest();
    var heard = romeo.taken(each -> each.name().equals("message"));
    assertEquals(20, heard.size());
    assertEquals(
        heard.stream().map(RoomTest::idOf).toList(),
        juliet.taken(each -> each.name().equals("message")).stream().map(RoomTest::idOf).toList());
    var ids = new ArrayList<>(heard.stream().map(RoomTest::idOf).toList());
    assertEquals(ids.stream().sorted().distinct().toList(), ids);
  }

  /** An instant room ends with its last occupant; who enters in that moment makes the next one. */
  @Test
  void whoEntersWhileTheRoomEndsIsInTheNextOne() {
    world.close();
    world = new PeopleWorld(new UserSettingsBuilder().build(), Duration.ofMinutes(5));
    romeo = world.online("romeo@localhost/phone");
    var cell = "cell@conference.localhost/Romeo";
    for (var n = 0; n < 40; n++) {
      romeo.sends("<presence to='%s'><x xmlns='%s'/></presence>".formatted(cell, MUC));
      romeo.receives(
          "<presence from='%s'><x xmlns='%s#user'><status code='201'/></x></presence>"
              .formatted(cell, MUC));
      romeo.sends("<presence to='%s' type='unavailable'/>".formatted(cell));
      romeo.receives("<presence from='%s' type='unavailable'/>".formatted(cell));
    }
  }

  /** Invariant I3. */
  @Test
  void whatIsSentAgainAddsNothing() {
    say(romeo, "once");
    hears(romeo, "once");
    say(romeo, "once");
    romeo.settles();
    romeo.receivesNo("<message id='once'/>");
  }

  /** Invariant I1, and issue 4: nobody notices more than a pause. */
  @Test
  void occupantsAndMessagesSurviveTheLossOfTheRoomsNode() {
    enter(juliet, "Juliet");
    say(romeo, "before");
    var before = hears(juliet, "before");
    world.killRoom(NAVE);
    say(juliet, "after");
    assertTrue(idOf(hears(romeo, "after")) > idOf(before));
    assertTrue(OccupantIds.in(hears(juliet, "after")).isPresent());
    juliet.receivesNo("<presence type='unavailable'/>");

    var tablet = world.connect("romeo@localhost/tablet");
    ask(tablet, "Romeo");
    tablet.receives("<presence from='%s/Juliet'/>".formatted(NAVE));
    tablet.receives("<message id='before'><delay xmlns='urn:xmpp:delay'/></message>");
    tablet.receives("<message id='after'><delay xmlns='urn:xmpp:delay'/></message>");
  }

  @Test
  void whatIsUnderWayWhenTheRoomsNodeIsLostIsSaidOnce() {
    enter(juliet, "Juliet");
    for (var n = 0; n < 6; n++) {
      say(romeo, "m" + n);
      world.killRoom(NAVE);
    }
    romeo.settles();
    for (var n = 0; n < 6; n++) {
      hears(juliet, "m" + n);
    }
    juliet.receivesNo("<message type='groupchat'/>");
  }

  /** It is durable, so its sender does not say it again: the next node tells whoever missed it. */
  @Test
  void whatIsDurableWhenTheRoomsNodeIsLostIsToldByTheNextOne() {
    enter(juliet, "Juliet");
    say(romeo, "told");
    hears(juliet, "told");
    var closed = new ClosedFence();
    world.useFence(closed);
    say(romeo, "untold");
    Awaitility.await().until(closed::isAsked);
    world.killRoom(NAVE);
    world.useFence(Fence.alone());
    say(juliet, "next");
    for (var client : List.of(romeo, juliet)) {
      client.settles();
      client.rest();
      var heard = client.taken(each -> each.name().equals("message"));
      var ids = heard.stream().map(each -> String.valueOf(each.attribute("id"))).toList();
      assertEquals(
          List.of("untold", "next"), ids.subList(ids.size() - 2, ids.size()), ids::toString);
      assertTrue(idOf(heard.get(heard.size() - 2)) < idOf(heard.get(heard.size() - 1)));
    }
  }

  @Test
  void anOccupantStaysWhenItsUserIsStartedAnew() {
    enter(juliet, "Juliet");
    juliet.settles();
    world.killUser("juliet@localhost");
    juliet.findsItsUser();
    world.killRoom(NAVE);
    say(juliet, "still");
    hears(romeo, "still");
    hears(juliet, "still");
  }

  @Test
  void whoGoesOfflineIsOut() {
    enter(juliet, "Juliet");
    juliet.sends("<presence type='unavailable'/>");
    romeo.receives("<presence from='%s/Juliet' type='unavailable'/>".formatted(NAVE));
  }

  @Test
  void aSessionThatVanishesIsOut() {
    enter(juliet, "Juliet");
    juliet.vanishes();
    romeo.receives("<presence from='%s/Juliet' type='unavailable'/>".formatted(NAVE));
  }

  /** Edge, User and room are lost together: nobody is left to say that the client is gone. */
  @Test
  void whoCannotBeFoundIsOutAfterABoundedTime() {
    enter(juliet, "Juliet");
    world.endUser("juliet@localhost"); // before it can say that the session has ended
    juliet.vanishes();
    world.killRoom(NAVE);
    say(romeo, "anybody");
    romeo.receives(
        "<presence from='%s/Juliet' type='unavailable'><x xmlns='%s#user'><status code='333'/></x></presence>"
            .formatted(NAVE, MUC));
  }

  @Test
  void aNicknameAndAPresenceAreBounded() {
    ask(juliet, "Juliet-Capulet");
    juliet.receives(
        "<presence type='error'><error><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>");
    var status = "a".repeat(PeopleWorld.ROOMS.presenceBytesMax());
    juliet.sends(
        "<presence to='%s/Juliet'><status>%s</status><x xmlns='%s'/></presence>"
            .formatted(NAVE, status, MUC));
    juliet.receives(
        "<presence type='error'><error><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>");
  }

  /** Section 7.2.9. */
  @Test
  void aRoomIsFullAtItsBound() {
    for (var n = 1; n < PeopleWorld.ROOMS.occupantsMax(); n++) {
      enter(world.connect("guest@localhost/" + n), "Guest");
    }
    ask(juliet, "Juliet");
    juliet.receives(
        "<presence type='error'><error type='wait'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>");
  }

  /** HARDENING A16. */
  @Test
  void whoSaysTooMuchIsRefused() {
    for (var n = 0; n < PeopleWorld.ROOMS.stanzasBurst() + 5; n++) {
      say(romeo, "m" + n);
    }
    romeo.receives(
        "<message type='error'><error type='wait'><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    romeo.settles();
  }

  @Test
  void aSessionIsInSoManyRooms() {
    for (var n = 0; n < 3; n++) {
      juliet.sends(
          "<presence to='r%d@conference.localhost/J'><x xmlns='%s'/></presence>".formatted(n, MUC));
      juliet.receives("<presence from='r%d@conference.localhost/J'/>".formatted(n));
    }
    ask(juliet, "Juliet");
    juliet.receives(
        "<presence type='error'><error><resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>");
    juliet.sends("<presence to='r0@conference.localhost/J' type='unavailable'/>");
    juliet.receives("<presence from='r0@conference.localhost/J' type='unavailable'/>");
    enter(juliet, "Juliet");
  }

  /** Section 7.2.14: the smallest amount that meets all wishes. */
  @Test
  void historyIsAsShortAsIsWished() {
    for (var n = 0; n < 8; n++) {
      say(romeo, "m" + n);
    }
    romeo.settles();
    juliet.sends(
        "<presence to='%s/Juliet'><x xmlns='%s'><history maxstanzas='2' seconds='600'/></x></presence>"
            .formatted(NAVE, MUC));
    juliet.receives("<message><subject/></message>");
    assertEquals(List.of("m6", "m7"), heard(juliet));
    enter(world.connect("guest@localhost/1"), "Guest");
    var guest = world.connect("guest@localhost/2");
    enter(guest, "Guest");
    assertEquals(List.of("m3", "m4", "m5", "m6", "m7"), heard(guest));
  }

  private static List<String> heard(TestClient client) {
    return client.taken(each -> each.name().equals("message")).stream()
        .map(each -> String.valueOf(each.attribute("id")))
        .toList();
  }

  /** Section 10.9; a temporary room ends with its last occupant. */
  @Test
  void aTemporaryRoomEndsAndIsForgotten() {
    romeo.sends(
        "<iq type='set' id='c' to='%s'><query xmlns='%s#owner'><x xmlns='jabber:x:data' type='submit'>"
                .formatted(NAVE, MUC)
            + "<field var='muc#roomconfig_persistentroom'><value>0</value></field></x></query></iq>");
    romeo.receives("<iq type='result' id='c'/>");
    say(romeo, "secret");
    romeo.sends("<presence to='%s/Romeo' type='unavailable'/>".formatted(NAVE));
    romeo.receives("<presence from='%s/Romeo' type='unavailable'/>".formatted(NAVE));
    ask(juliet, "Juliet");
    juliet.receives(
        "<presence from='%s/Juliet'><x xmlns='%s#user'><item affiliation='owner'/><status code='201'/></x></presence>"
            .formatted(NAVE, MUC));
    juliet.receivesNo("<message id='secret'/>");
  }
}
