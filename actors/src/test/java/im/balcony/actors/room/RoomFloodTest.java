package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * HARDENING A16 and F12: what one client makes a room tell all, and what a busy room costs others.
 */
class RoomFloodTest {
  private static final String NAVE = "nave@conference.localhost";
  private static final String APSE = "apse@conference.localhost";
  private static final String MUC = "http://jabber.org/protocol/muc";
  private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";
  private static final int ASKED = PeopleWorld.ROOMS.stanzasBurst() + 20;

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");

  @BeforeEach
  void open() {
    open(NAVE);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void open(String room) {
    enter(romeo, room, "Romeo");
    romeo.sends(
        "<iq type='set' id='open' to='%s'><query xmlns='%s#owner'>".formatted(room, MUC)
            + "<x xmlns='jabber:x:data' type='submit'/></query></iq>");
    romeo.receives("<iq type='result' id='open' from='%s'/>".formatted(room));
  }

  private static void enter(TestClient client, String room, String nick) {
    client.sends("<presence to='%s/%s'><x xmlns='%s'/></presence>".formatted(room, nick, MUC));
    client.receives("<message type='groupchat' from='%s'><subject/></message>".formatted(room));
  }

  private static String say(String room, String id) {
    return "<message to='%s' type='groupchat' id='%s'><body>%s</body></message>"
        .formatted(room, id, id);
  }

  private static String idOf(XmlElement message) {
    return String.valueOf(
        message.child("stanza-id", "urn:xmpp:sid:0").orElseThrow().attribute("id"));
  }

  private static String retraction(String id, String of) {
    return ("<message to='%s' type='groupchat' id='%s'><retract"
            + " xmlns='urn:xmpp:message-retract:1' id='%s'/></message>")
        .formatted(NAVE, id, of);
  }

  private static List<XmlElement> ofJuliet(TestClient client) {
    client.rest();
    return client.taken(each -> (NAVE + "/Juliet").equals(each.attribute("from")));
  }

  /** Leaving is never refused, else a client could not get out; coming in is. */
  @Test
  void whoComesAndGoesAllTheTimeIsHeardOfSoOftenAlone() {
    for (var n = 0; n < ASKED; n++) {
      juliet.sends("<presence to='%s/Juliet'><x xmlns='%s'/></presence>".formatted(NAVE, MUC));
      juliet.sends("<presence to='%s/Juliet' type='unavailable'/>".formatted(NAVE));
      juliet.settles(); // its account has a bound of its own
    }
    juliet.receives(
        "<presence type='error'><error type='wait'><policy-violation xmlns='%s'/></error></presence>"
            .formatted(STANZAS));
    juliet.settles();
    var heard = ofJuliet(romeo).size();
    // what pace allows while the test runs is no fixed number
    assertTrue(heard > 0 && heard < 2 * ASKED, () -> heard + " presences");
    assertEquals(0, heard % 2, "everybody who came is gone");
  }

  @Test
  void whoChangesItsPresenceAllTheTimeIsHeardOfSoOftenAlone() {
    enter(juliet, NAVE, "Juliet");
    romeo.quiet();
    for (var n = 0; n < ASKED; n++) {
      juliet.sends("<presence to='%s/Juliet'><status>%d</status></presence>".formatted(NAVE, n));
      juliet.settles();
    }
    juliet.receives(
        "<presence type='error'><error type='wait'><policy-violation xmlns='%s'/></error></presence>"
            .formatted(STANZAS));
    juliet.settles();
    var heard = ofJuliet(romeo).size();
    assertTrue(heard > 0 && heard < ASKED, () -> heard + " presences");
  }

  /** What is to be taken back is looked up in the archive. */
  @Test
  void retractionsThatAreLookedUpAtOnceAreBounded() {
    romeo.sends(say(NAVE, "m1"));
    var id = idOf(romeo.receives("<message id='m1'/>"));
    var most = PeopleWorld.ROOMS.archiveQueriesMax();
    var guests =
        IntStream.rangeClosed(0, most)
            .mapToObj(n -> world.connect("g" + n + "@localhost/x"))
            .toList();
    guests.forEach(guest -> enter(guest, NAVE, String.valueOf(guest.jid().local())));
    world.reads().hold();
    guests.forEach(guest -> guest.sends(retraction("r", id)));
    var errors = new ArrayList<XmlElement>();
    await(guests, errors, 1);
    assertTrue(has(errors.get(0), "resource-constraint"), errors::toString);
    world.reads().release();
    await(guests, errors, guests.size());
    assertEquals(most, errors.stream().filter(error -> has(error, "forbidden")).count());
  }

  private static void await(List<TestClient> clients, List<XmlElement> errors, int count) {
    Awaitility.await()
        .until(
            () -> {
              for (var client : clients) {
                client.rest();
                errors.addAll(client.taken(each -> "error".equals(each.attribute("type"))));
              }
              return errors.size() >= count;
            });
    assertEquals(count, errors.size());
  }

  private static boolean has(XmlElement error, String condition) {
    return error
        .child("error", "jabber:client")
        .flatMap(inside -> inside.child(condition, STANZAS))
        .isPresent();
  }

  /** F12: an account's way to one room is not its way to another. */
  @Test
  void aRoomThatIsSlowHoldsUpNoNeighbour() {
    open(APSE);
    romeo.sends(say(NAVE, "m1"));
    var id = idOf(romeo.receives("<message id='m1'/>"));
    enter(juliet, APSE, "Juliet");
    world.reads().hold();
    romeo.sends(retraction("r1", id));
    romeo.sends(say(NAVE, "m2"));
    romeo.sends(say(APSE, "m3"));
    romeo.receives("<message id='m3'/>");
    juliet.receives("<message id='m3'/>");
    romeo.receivesNo("<message id='m2'/>");
    world.reads().release();
    romeo.receives("<message id='r1'/>");
    romeo.receives("<message id='m2'/>");
  }
}
