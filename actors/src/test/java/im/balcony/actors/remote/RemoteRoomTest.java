package im.balcony.actors.remote;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.RemoteLink;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.stanza.StanzaError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room of one server with an occupant of another: each server is a world of its own. */
class RemoteRoomTest {
  private static final String NAVE = "nave@conference.montague.example";
  private static final String MUC = "http://jabber.org/protocol/muc";

  private final PeopleWorld here = new PeopleWorld("montague.example");
  private final PeopleWorld there = new PeopleWorld("capulet.example");
  private final RemoteLink link = RemoteLink.between(here, there);
  private TestClient romeo;
  private TestClient juliet;

  @BeforeEach
  void open() {
    romeo = here.online("romeo@montague.example/orchard");
    juliet = there.online("juliet@capulet.example/balcony");
    enter(romeo, "Romeo");
    romeo.sends(
        "<iq type='set' id='open' to='%s'><query xmlns='%s#owner'>".formatted(NAVE, MUC)
            + "<x xmlns='jabber:x:data' type='submit'/></query></iq>");
    romeo.receives("<iq type='result' id='open'/>");
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
  }

  private static void enter(TestClient client, String nick) {
    client.sends("<presence to='%s/%s'><x xmlns='%s'/></presence>".formatted(NAVE, nick, MUC));
    client.receives(
        "<presence from='%s/%s'><x xmlns='%s#user'><status code='110'/></x></presence>"
            .formatted(NAVE, nick, MUC));
    client.receives("<message type='groupchat'><subject/></message>");
  }

  private static void says(TestClient client, String id) {
    client.sends(
        "<message to='%s' type='groupchat' id='%s'><body>%s</body></message>"
            .formatted(NAVE, id, id));
  }

  private static void hears(TestClient client, String id) {
    client.receives(
        "<message type='groupchat' id='%s'><body>%s</body></message>".formatted(id, id));
  }

  @Test
  void whoEntersFromAfarHearsAndIsHeard() {
    says(romeo, "before");
    hears(romeo, "before");
    enter(juliet, "Juliet");
    hears(juliet, "before");
    romeo.receives("<presence from='" + NAVE + "/Juliet'/>");
    says(juliet, "j1");
    hears(romeo, "j1");
    hears(juliet, "j1");
    says(romeo, "r1");
    hears(juliet, "r1");
    juliet.sends(
        "<message type='chat' id='w' to='"
            + NAVE
            + "/Romeo'><body>secret</body>"
            + "<x xmlns='"
            + MUC
            + "#user'/></message>");
    romeo.receives("<message type='chat' id='w' from='" + NAVE + "/Juliet'/>");
    juliet.sends("<presence type='unavailable' to='" + NAVE + "/Juliet'/>");
    romeo.receives("<presence type='unavailable' from='" + NAVE + "/Juliet'/>");
  }

  /** XEP-0045 section 17.4: an answer finds its way through the room and back. */
  @Test
  void occupantsAskEachOtherThroughTheRoom() {
    enter(juliet, "Juliet");
    romeo.receives("<presence from='" + NAVE + "/Juliet'/>");
    romeo.sends(
        "<iq type='get' id='v' to='%s/Juliet'><query xmlns='jabber:iq:version'/></iq>"
            .formatted(NAVE));
    var question = juliet.receives("<iq type='get' from='" + NAVE + "/Romeo'/>");
    juliet.sends(
        "<iq type='result' id='%s' to='%s/Romeo'><query xmlns='jabber:iq:version'><name>x</name></query></iq>"
            .formatted(question.attribute("id"), NAVE));
    romeo.receives("<iq type='result' id='v' from='" + NAVE + "/Juliet'/>");
  }

  @Test
  void whoLosesItsConnectionLeavesTheRoomOfTheOtherServer() {
    enter(juliet, "Juliet");
    romeo.receives("<presence from='" + NAVE + "/Juliet'/>");
    juliet.leaves();
    romeo.receives("<presence type='unavailable' from='" + NAVE + "/Juliet'/>");
  }

  @Test
  void whoseServerIsDownIsLetGo() {
    enter(juliet, "Juliet");
    romeo.receives("<presence from='" + NAVE + "/Juliet'/>");
    link.breakWith(StanzaError.remoteServerTimeout());
    says(romeo, "r1");
    romeo.receives(
        "<presence type='unavailable' from='%s/Juliet'><x xmlns='%s#user'><status code='333'/></x></presence>"
            .formatted(NAVE, MUC));
  }

  @Test
  void theOccupantStaysWhenTheRoomLosesItsNode() {
    enter(juliet, "Juliet");
    romeo.receives("<presence from='" + NAVE + "/Juliet'/>");
    here.killRoom(NAVE);
    says(romeo, "after");
    hears(juliet, "after");
    says(juliet, "again");
    hears(romeo, "again");
    romeo.receivesNo("<presence type='unavailable'/>");
  }

  @Test
  void theServiceTellsWhatItIsAndWhichRoomsThereAre() {
    juliet.sends(
        "<iq type='get' to='conference.montague.example' id='i'>"
            + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
    juliet.receives(
        "<iq type='result' id='i'><query xmlns='http://jabber.org/protocol/disco#info'>"
            + "<identity category='conference'/></query></iq>");
    juliet.sends(
        "<iq type='get' to='"
            + NAVE
            + "' id='r'>"
            + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
    juliet.receives("<iq type='result' id='r' from='" + NAVE + "'/>");
  }

  @Test
  void clientsBeyondTheLimitOfAnAddressDoNotEnter() {
    for (var n = 1; n <= PeopleWorld.REMOTE.roomsMax() + 1; n++) {
      var client = there.online("juliet@capulet.example/c" + n);
      client.sends("<presence to='%s/J%d'><x xmlns='%s'/></presence>".formatted(NAVE, n, MUC));
      if (n <= PeopleWorld.REMOTE.roomsMax()) {
        client.receives("<presence from='%s/J%d'/>".formatted(NAVE, n));
      } else {
        client.receives(
            "<presence type='error'><error><resource-constraint"
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>");
      }
    }
  }
}
