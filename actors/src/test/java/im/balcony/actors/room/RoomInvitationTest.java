package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invitations by way of a room (XEP-0045 section 7.8.2) to who is not there. */
class RoomInvitationTest {
  private static final String MUC = "http://jabber.org/protocol/muc";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");

  @BeforeEach
  void open() {
    enter("nave");
    juliet.sends("<presence type='unavailable'/>");
    juliet.settles();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static String room(String name) {
    return name + "@conference.localhost";
  }

  private void enter(String name) {
    romeo.sends("<presence to='%s/Romeo'><x xmlns='%s'/></presence>".formatted(room(name), MUC));
    romeo.receives(
        "<message type='groupchat' from='%s'><subject/></message>".formatted(room(name)));
    romeo.sends(
        "<iq type='set' id='open-%s' to='%s'><query xmlns='%s#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>"
            .formatted(name, room(name), MUC));
    romeo.receives("<iq type='result' id='open-%s'/>".formatted(name));
  }

  private void invite(String name, String whom) {
    romeo.sends(
        "<message to='%s' id='to-%s'><x xmlns='%s#user'><invite to='%s'/></x></message>"
            .formatted(room(name), name, MUC, whom));
    romeo.settles();
  }

  private static String invitation(String name) {
    return "<message from='%s' id='to-%s'><x xmlns='%s#user'><invite from='romeo@localhost'/></x><delay xmlns='urn:xmpp:delay'/></message>"
        .formatted(room(name), name, MUC);
  }

  private void refused(String name, String condition) {
    romeo.receives(
        "<message type='error' id='to-%s' from='%s'><error><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>"
            .formatted(name, room(name), condition));
  }

  /** A fence behind it: what the room sent has arrived at that account. */
  private void behind() {
    juliet.sends(
        "<iq type='set' id='fence'><query xmlns='jabber:iq:private'><a xmlns='urn:a'/></query></iq>");
    juliet.receives("<iq type='result' id='fence'/>");
    juliet.settles();
  }

  @Test
  void itWaitsForAClientAlsoWhenTheAccountsNodeIsLost() {
    invite("nave", "juliet@localhost");
    behind();
    world.killUser("juliet@localhost");
    juliet.findsItsUser();
    juliet.sends("<presence/>");
    juliet.receives(invitation("nave"));
    juliet.sends("<presence type='unavailable'/>");
    juliet.sends("<presence/>");
    behind();
    juliet.receivesNo(invitation("nave"));
  }

  /** XEP-0357: who sleeps hears of it, also when the room is one whose messages it has all read. */
  @Test
  void aDeviceThatSleepsIsWoken() {
    var service = world.online("push@localhost/service");
    juliet.sends("<presence/>");
    juliet.settles();
    world.befriend(service, juliet);
    juliet.sends(
        "<iq type='set' id='e'><enable xmlns='urn:xmpp:push:0' jid='push@localhost/service' node='n1'/></iq>");
    juliet.receives("<iq type='result' id='e'/>");
    juliet.leaves();
    invite("nave", "juliet@localhost");
    service.receives(
        "<iq type='set' from='juliet@localhost'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n1'/></pubsub></iq>");
  }

  /** The only push is that of the message behind it: it names one that is unread. */
  @Test
  void whoDeclinesWakesNobody() {
    var service = world.online("push@localhost/service");
    var tablet = world.online("romeo@localhost/tablet");
    world.befriend(service, tablet);
    tablet.sends(
        "<iq type='set' id='e'><enable xmlns='urn:xmpp:push:0' jid='push@localhost/service' node='n1'/></iq>");
    tablet.receives("<iq type='result' id='e'/>");
    tablet.leaves();
    juliet.sends(
        "<message to='%s' id='no'><x xmlns='%s#user'><decline to='romeo@localhost'/></x></message>"
            .formatted(room("nave"), MUC));
    romeo.receives(
        "<message from='%s'><x xmlns='%s#user'><decline from='juliet@localhost'/></x></message>"
            .formatted(room("nave"), MUC));
    juliet.sends("<message to='romeo@localhost' type='chat' id='n'><body>no</body></message>");
    var push =
        service.receives(
            "<iq type='set' from='romeo@localhost'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n1'/></pubsub></iq>");
    assertTrue(push.toXml().contains("<value>1</value>"));
  }

  @Test
  void whoIsBlockedMeanwhileIsNotHeard() {
    invite("nave", "juliet@localhost");
    juliet.sends(
        "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='romeo@localhost'/></block></iq>");
    juliet.receives("<iq type='result' id='b'/>");
    juliet.sends("<presence/>");
    behind();
    juliet.receivesNo(invitation("nave"));
  }

  @Test
  void whoDoesNotExistCannotBeInvited() {
    invite("nave", "nobody@localhost");
    refused("nave", "item-not-found");
  }

  /** Invariant I6; of one room the newest waits alone. */
  @Test
  void soManyWait() {
    enter("choir");
    enter("crypt");
    invite("nave", "juliet@localhost");
    invite("nave", "juliet@localhost");
    invite("choir", "juliet@localhost");
    invite("crypt", "juliet@localhost");
    refused("crypt", "resource-constraint");
    juliet.sends("<presence/>");
    juliet.receives(invitation("nave"));
    juliet.receives(invitation("choir"));
    behind();
    juliet.receivesNo(invitation("crypt"));
  }
}
