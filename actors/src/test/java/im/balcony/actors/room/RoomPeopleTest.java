package im.balcony.actors.room;

import static im.balcony.actors.room.Nave.MUC;
import static im.balcony.actors.room.Nave.NAVE;
import static im.balcony.actors.room.Nave.ask;
import static im.balcony.actors.room.Nave.enter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are to a room survives its node, and is bounded. */
class RoomPeopleTest {
  private static final String ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");
  private int questions;

  @BeforeEach
  void open() {
    enter(romeo, "Romeo");
    configure("");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void configure(String fields) {
    var id = "c" + ++questions;
    romeo.sends(
        "<iq type='set' id='%s' to='%s'><query xmlns='%s#owner'>".formatted(id, NAVE, MUC)
            + "<x xmlns='jabber:x:data' type='submit'>%s</x></query></iq>".formatted(fields));
    romeo.receives("<iq type='result' id='%s'/>".formatted(id));
  }

  private String change(TestClient by, String item) {
    var id = "a" + ++questions;
    by.sends(
        "<iq type='set' id='%s' to='%s'><query xmlns='%s#admin'>%s</query></iq>"
            .formatted(id, NAVE, MUC, item));
    return id;
  }

  private void changed(TestClient by, String item) {
    by.receives("<iq type='result' id='%s'/>".formatted(change(by, item)));
  }

  private static void refused(TestClient client, String stanza, String condition) {
    client.receives(
        "<%s type='error'><error><%s xmlns='%s'/></error></%s>"
            .formatted(stanza, condition, ERRORS, stanza));
  }

  @Test
  void whoIsBannedStaysBannedAfterTheLossOfTheRoomsNode() {
    enter(juliet, "Juliet");
    changed(romeo, "<item affiliation='outcast' jid='juliet@localhost'/>");
    juliet.receives(
        "<presence type='unavailable'><x xmlns='%s#user'><status code='301'/></x></presence>"
            .formatted(MUC));
    world.killRoom(NAVE);
    ask(juliet, "Juliet");
    refused(juliet, "presence", "forbidden");
  }

  @Test
  void voiceThatWasTakenStaysTakenAfterTheLossOfTheRoomsNode() {
    enter(juliet, "Juliet");
    changed(romeo, "<item role='visitor' nick='Juliet'/>");
    world.killRoom(NAVE);
    juliet.sends("<message to='%s' type='groupchat'><body>a</body></message>".formatted(NAVE));
    refused(juliet, "message", "forbidden");
    changed(romeo, "<item role='participant' nick='Juliet'/>");
    juliet.sends(
        "<message to='%s' type='groupchat' id='b'><body>b</body></message>".formatted(NAVE));
    romeo.receives("<message type='groupchat' id='b'/>");
  }

  @Test
  void aReservedNicknameIsKeptForItsOwner() {
    changed(romeo, "<item affiliation='member' jid='juliet@localhost' nick='Juliet'/>");
    world.killRoom(NAVE);
    var nurse = world.online("nurse@localhost/phone");
    ask(nurse, "Juliet");
    refused(nurse, "presence", "conflict");
    enter(juliet, "Juliet");
    changed(romeo, "<item affiliation='member' jid='juliet@localhost' nick=''/>");
    juliet.sends("<presence to='%s/Juliet' type='unavailable'/>".formatted(NAVE));
    juliet.receives("<presence type='unavailable'/>");
    enter(nurse, "Juliet");
  }

  /** All clients of an occupant are one, wherever they are told of it. */
  @Test
  void allClientsOfAnOccupantAreRemovedAtOnce() {
    enter(juliet, "Juliet");
    var tablet = world.connect("juliet@localhost/tablet");
    enter(tablet, "Juliet");
    romeo.quiet();
    changed(romeo, "<item role='none' nick='Juliet'/>");
    var kicked =
        "<presence type='unavailable'><x xmlns='%s#user'><status code='307'/><status code='110'/></x></presence>"
            .formatted(MUC);
    juliet.receives(kicked);
    tablet.receives(kicked);
    romeo.receives("<presence type='unavailable' from='%s/Juliet'/>".formatted(NAVE));
    romeo.receivesNo("<presence type='unavailable'/>");
  }

  /** Invariant I6. */
  @Test
  void theListsAreBounded() {
    for (var n = 1; n < PeopleWorld.ROOMS.affiliationsMax(); n++) {
      changed(romeo, "<item affiliation='member' jid='m%d@localhost'/>".formatted(n));
    }
    change(romeo, "<item affiliation='outcast' jid='one-more@localhost'/>");
    refused(romeo, "iq", "resource-constraint");
    changed(romeo, "<item affiliation='none' jid='m1@localhost'/>");
    changed(romeo, "<item affiliation='outcast' jid='one-more@localhost'/>");
  }

  @Test
  void aReservedNicknameIsAsShortAsAnyOther() {
    change(
        romeo,
        "<item affiliation='member' jid='juliet@localhost' nick='%s'/>"
            .formatted("a".repeat(PeopleWorld.ROOMS.nickCharsMax() + 1)));
    refused(romeo, "iq", "not-acceptable");
  }

  @Test
  void oneNicknameIsNotGivenToTwoInOneRequest() {
    change(
        romeo,
        "<item affiliation='member' jid='a@localhost' nick='X'/>"
            + "<item affiliation='member' jid='b@localhost' nick='X'/>");
    refused(romeo, "iq", "conflict");
    romeo.sends(
        "<iq type='get' id='l' to='%s'><query xmlns='%s#admin'><item affiliation='member'/></query></iq>"
            .formatted(NAVE, MUC));
    var list = romeo.receives("<iq type='result' id='l'/>");
    assertEquals(0, list.elements().get(0).elements().size());
  }

  /** Section 6.6, 17.4: the answer to a question finds back, or the room gives one. */
  @Test
  void aQuestionThatNobodyAnswersIsAnsweredByTheRoom() {
    enter(juliet, "Juliet");
    for (var n = 0; n < PeopleWorld.ROOMS.questionsMax(); n++) {
      juliet.sends(question("q" + n));
      romeo.receives("<iq type='get' from='%s/Juliet'/>".formatted(NAVE));
    }
    juliet.sends(question("too-many"));
    juliet.receives(
        "<iq type='error' id='too-many'><error><resource-constraint xmlns='%s'/></error></iq>"
            .formatted(ERRORS));
    for (var n = 0; n < PeopleWorld.ROOMS.questionsMax(); n++) {
      juliet.receives(
          "<iq type='error' id='q%d'><error><remote-server-timeout xmlns='%s'/></error></iq>"
              .formatted(n, ERRORS));
    }
  }

  private static String question(String id) {
    return "<iq type='get' id='%s' to='%s/Romeo'><query xmlns='jabber:iq:version'/></iq>"
        .formatted(id, NAVE);
  }

  /** The User of who vanished answers in its place. */
  @Test
  void aQuestionToWhoIsNotThereAnyMoreIsRefused() {
    enter(juliet, "Juliet");
    romeo.leaves();
    juliet.sends(question("late"));
    juliet.receives("<iq type='error' id='late'/>");
  }
}
