package im.balcony.actors.user.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import im.balcony.actors.call.CallId;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.session.Delivery;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.persistence.event.call.CallEnd;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.protocol.jid.Jid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device that comes while somebody calls rings first; a call that is over rings nowhere. */
class LiveCallFlowTest {
  private static final String PROPOSAL =
      "<message id='1' from='romeo@localhost/phone'><propose xmlns='urn:xmpp:jingle-message:0'"
          + " id='c1'/><delay xmlns='urn:xmpp:delay' from='localhost'/></message>";
  private static final String ANY_PROPOSAL =
      "<message><propose xmlns='urn:xmpp:jingle-message:0'/></message>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient phone = world.online("romeo@localhost/phone");

  @AfterEach
  void stop() {
    world.close();
  }

  private void says(TestClient client, String to, String id, String step) {
    client.sends(
        "<message to='%s' type='chat' id='%s'><%s xmlns='urn:xmpp:jingle-message:0' id='c1'/></message>"
            .formatted(to, id, step));
  }

  private TestClient balconyIsCalled() {
    var balcony = world.online("juliet@localhost/balcony");
    says(phone, "juliet@localhost", "1", "propose");
    balcony.receives("<message id='1'/>");
    return balcony;
  }

  @Test
  void whoComesWhileItRingsIsToldBeforeItSaysAnything() {
    balconyIsCalled();
    world.connect("juliet@localhost/tablet").receives(PROPOSAL);
  }

  @Test
  void itIsToldOnceThoughItWaitsAmongOfflineMessagesToo() {
    balconyIsCalled().vanishes();
    var tablet = world.connect("juliet@localhost/tablet");
    tablet.receives(PROPOSAL);
    tablet.sends("<presence/>");
    tablet.receives("<presence from='juliet@localhost/tablet'/>");
    tablet.receivesNo(ANY_PROPOSAL);
  }

  @Test
  void anAccountThatDiesRemembersIt() {
    var balcony = balconyIsCalled();
    world.killUser("juliet@localhost");
    balcony.findsItsUser();
    world.connect("juliet@localhost/tablet").receives(PROPOSAL);
  }

  @Test
  void whatWasGivenUpRingsNowhere() {
    var balcony = balconyIsCalled();
    says(phone, "juliet@localhost", "2", "retract");
    balcony.receives("<message id='2'/>");
    world.connect("juliet@localhost/tablet").receivesNo(ANY_PROPOSAL);
  }

  /** Its client acknowledged nothing, and the next one reads no archive. */
  @Test
  void whatWasGivenUpIsNoOfflineMessageButItsRecordIs() {
    var balcony = balconyIsCalled();
    says(phone, "juliet@localhost", "2", "retract");
    balcony.receives("<message id='2'/>");
    balcony.receives("<message type='headline'><cdr xmlns='urn:xmpp:cdr:0' sid='c1'/></message>");
    balcony.leaves(balcony.deliveries().toArray(Delivery[]::new));
    var tablet = world.online("juliet@localhost/tablet");
    tablet.receives("<message id='2'><delay xmlns='urn:xmpp:delay'/></message>");
    tablet.receives(
        "<message type='headline'><cdr xmlns='urn:xmpp:cdr:0' sid='c1'/>"
            + "<delay xmlns='urn:xmpp:delay'/></message>");
    tablet.receivesNo(ANY_PROPOSAL);
  }

  /** Its session gets from the next User what it has not. */
  @Test
  void whatWasGivenUpIsNotCaughtUpWithThoughTheAccountDied() {
    var balcony = world.online("juliet@localhost/balcony");
    phone.sends("<message to='juliet@localhost' type='chat' id='0'><body>Hi</body></message>");
    balcony.receives("<message id='0'/>");
    var before = balcony.lastArchiveId();
    says(phone, "juliet@localhost", "1", "propose");
    says(phone, "juliet@localhost", "2", "retract");
    balcony.receives("<message id='1'/>");
    balcony.receives("<message id='2'/>");
    balcony.receives("<message type='headline'><cdr xmlns='urn:xmpp:cdr:0' sid='c1'/></message>");

    balcony.hasOnly(before);
    world.killUser("juliet@localhost");
    balcony.findsItsUser();

    balcony.receives("<message id='2'/>");
    balcony.receivesNo(ANY_PROPOSAL);
  }

  @Test
  void whatADeviceTookRingsNowhereElse() {
    var balcony = balconyIsCalled();
    says(balcony, "romeo@localhost/phone", "2", "proceed");
    balcony.settles();
    world.connect("juliet@localhost/tablet").receivesNo(ANY_PROPOSAL);
  }

  @Test
  void whoWasBlockedMeanwhileRingsNowhere() {
    var balcony = balconyIsCalled();
    balcony.sends(
        "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'>"
            + "<item jid='romeo@localhost'/></block></iq>");
    balcony.receives("<iq type='result' id='b'/>");
    var tablet = world.connect("juliet@localhost/tablet");
    tablet.receivesNo(ANY_PROPOSAL);
    tablet.sends(
        "<iq type='get' id='s'><query xmlns='https://xabber.com/protocol/synchronization'/></iq>");
    var list = tablet.receives("<iq type='result' id='s'/>");
    assertFalse(list.toXml().contains("jingle-message"));
  }

  @Test
  void whoCallsNobodyHearsSoAtOnceAndNobodyRingsLater() {
    world.account("juliet@localhost");
    says(phone, "juliet@localhost", "1", "propose");
    phone.receives(
        "<message type='error' id='1' from='juliet@localhost'><error type='wait'>"
            + "<recipient-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    world.connect("juliet@localhost/balcony").receivesNo(ANY_PROPOSAL);
    var call =
        new CallId(
            ConversationId.of(Jid.parse("romeo@localhost"), Jid.parse("juliet@localhost")), "c1");
    await().until(() -> world.callEvents(call).size() == 3);
    var end = (CallEvent.CallEnded) world.callEvents(call).get(1);
    assertEquals(CallEnd.UNREACHABLE, end.end());
  }

  @Test
  void theListHasTheCall() {
    balconyIsCalled();
    var tablet = world.connect("juliet@localhost/tablet");
    tablet.sends(
        "<iq type='get' id='s'><query xmlns='https://xabber.com/protocol/synchronization'/></iq>");
    tablet.receives(
        "<iq type='result' id='s'><query xmlns='https://xabber.com/protocol/synchronization'>"
            + "<conversation jid='romeo@localhost'><metadata node='urn:xmpp:jingle-message:0'><call>"
            + "<message xmlns='jabber:client' id='1'><propose xmlns='urn:xmpp:jingle-message:0' id='c1'/>"
            + "</message></call></metadata></conversation></query></iq>");
  }
}
