package im.balcony.actors.user.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.call.CallId;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.persistence.event.call.CallEnd;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jmi.CallSignal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients say of a call reaches it, and the one that came too late hears of that. */
class CallFlowTest {
  private static final CallId CALL =
      new CallId(
          ConversationId.of(Jid.parse("romeo@localhost"), Jid.parse("juliet@localhost")), "c1");

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient phone = world.online("romeo@localhost/phone");
  private final TestClient balcony = world.online("juliet@localhost/balcony");
  private final TestClient tablet = world.online("juliet@localhost/tablet");

  @BeforeEach
  void meet() {
    world.befriend(phone, balcony);
    tablet.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
    tablet.receives("<iq type='result' id='c'/>");
    tablet.quiet();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static String step(String to, String id, String step) {
    return "<message to='%s' type='chat' id='%s'><%s xmlns='urn:xmpp:jingle-message:0' id='c1'/></message>"
        .formatted(to, id, step);
  }

  private static String session(String to, String action) {
    return "<iq type='set' id='%2$s' to='%1$s'><jingle xmlns='urn:xmpp:jingle:1' sid='c1' action='%2$s'/></iq>"
        .formatted(to, action);
  }

  private List<Class<?>> written() {
    return world.callEvents(CALL).stream().<Class<?>>map(Object::getClass).toList();
  }

  private void awaitWritten(Class<?>... types) {
    await().untilAsserted(() -> assertEquals(List.of(types), written()));
  }

  @Test
  void aCallIsFollowedFromItsProposalToItsEnd() {
    phone.sends(step("juliet@localhost", "1", "propose"));
    balcony.receives("<message id='1'><propose xmlns='urn:xmpp:jingle-message:0'/></message>");
    balcony.sends(step("romeo@localhost/phone", "2", "ringing"));
    balcony.sends(step("romeo@localhost/phone", "3", "proceed"));
    phone.receives("<message id='3'/>");
    phone.sends(session("juliet@localhost/balcony", "session-initiate"));
    balcony.receives("<iq id='session-initiate'/>");
    phone.sends(session("juliet@localhost/balcony", "transport-info"));
    balcony.sends(session("romeo@localhost/phone", "session-accept"));
    phone.receives("<iq id='session-accept'/>");
    phone.sends(session("juliet@localhost/balcony", "session-terminate"));
    awaitWritten(
        CallEvent.CallProposed.class,
        CallEvent.DeviceRang.class,
        CallEvent.CallTaken.class,
        CallEvent.SessionOffered.class,
        CallEvent.CallConnected.class,
        CallEvent.CallEnded.class,
        CallEvent.CallRecorded.class);
  }

  @Test
  void theSecondDeviceThatTakesItIsToldSo() {
    phone.sends(step("juliet@localhost", "1", "propose"));
    tablet.receives("<message id='1'/>");
    balcony.sends(step("romeo@localhost/phone", "2", "proceed"));
    tablet.receives(
        "<message><sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            + "<message xmlns='jabber:client' id='2'/></forwarded></sent></message>");
    tablet.sends(step("romeo@localhost/phone", "3", "proceed"));
    tablet.receives(
        "<message type='error' id='3' from='romeo@localhost/phone'><error type='cancel'>"
            + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    phone.receives("<message id='3'/>");
    balcony.receivesNo("<message type='error'/>");
  }

  @Test
  void anotherCallUnderTheSameIdIsRefused() {
    phone.sends(step("juliet@localhost", "1", "propose"));
    phone.sends(step("juliet@localhost", "2", "retract"));
    awaitWritten(
        CallEvent.CallProposed.class, CallEvent.CallEnded.class, CallEvent.CallRecorded.class);
    balcony.sends(step("romeo@localhost", "3", "propose"));
    balcony.receives(
        "<message type='error' id='3'><error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            + "</error></message>");
  }

  @Test
  void aCallThatDiesIsToldAgain() {
    phone.sends(step("juliet@localhost", "1", "propose"));
    awaitWritten(CallEvent.CallProposed.class);
    world.killCall(CALL);
    phone.sends(step("juliet@localhost", "2", "retract"));
    awaitWritten(
        CallEvent.CallProposed.class, CallEvent.CallEnded.class, CallEvent.CallRecorded.class);
    var end = (CallEvent.CallEnded) world.callEvents(CALL).get(1);
    assertEquals(CallEnd.RETRACTED, end.end());
    assertEquals(phone.jid(), end.by());
  }

  @Test
  void idsThatAreTooLongAreNotFollowedAndRingAllTheSame() {
    var id = "x".repeat(CallSignal.SESSION_ID_CHARS_MAX + 1);
    phone.sends(step("juliet@localhost", "1", "propose").replace("'c1'", "'" + id + "'"));
    balcony.receives("<message id='1'><propose xmlns='urn:xmpp:jingle-message:0'/></message>");
    assertEquals(List.of(), written());
  }
}
