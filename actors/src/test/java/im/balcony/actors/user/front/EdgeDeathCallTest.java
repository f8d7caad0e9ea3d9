package im.balcony.actors.user.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.call.CallId;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The edge of one side dies without a word, at each state of a call, and the device comes back by a
 * new login: one device wins, both archives have one record, nothing rings that is taken or over.
 */
class EdgeDeathCallTest {
  private static final CallId CALL =
      new CallId(
          ConversationId.of(Jid.parse("romeo@localhost"), Jid.parse("juliet@localhost")), "c1");
  private static final String PROPOSAL =
      "<message id='1' from='romeo@localhost/phone'><propose xmlns='urn:xmpp:jingle-message:0'"
          + " id='c1'/><delay xmlns='urn:xmpp:delay' from='localhost'/></message>";
  private static final String ANY_PROPOSAL =
      "<message><propose xmlns='urn:xmpp:jingle-message:0'/></message>";

  /** How far a call is when the edge dies. */
  enum State {
    PROPOSED,
    RINGING,
    PROCEEDING,
    ACTIVE;

    boolean isOpen() {
      return this == PROPOSED || this == RINGING;
    }
  }

  private final PeopleWorld world = new PeopleWorld();
  private TestClient phone = world.online("romeo@localhost/phone");
  private TestClient balcony = world.online("juliet@localhost/balcony");
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

  private static void says(TestClient client, String to, String id, String step) {
    client.sends(
        "<message to='%s' type='chat' id='%s'><%s xmlns='urn:xmpp:jingle-message:0' id='c1'/></message>"
            .formatted(to, id, step));
  }

  private static void asks(TestClient client, TestClient other, String action) {
    client.sends(
        "<iq type='set' id='%2$s' to='%1$s'><jingle xmlns='urn:xmpp:jingle:1' sid='c1' action='%2$s'/></iq>"
            .formatted(other.jid(), action));
    other.receives("<iq id='" + action + "'/>");
  }

  /** Everything up to this state, durable. */
  private void callIs(State state) {
    says(phone, "juliet@localhost", "1", "propose");
    balcony.receives("<message id='1'/>");
    tablet.receives("<message id='1'/>");
    if (state == State.PROPOSED) {
      awaitEvent(CallEvent.CallProposed.class);
      return;
    }
    says(balcony, "romeo@localhost/phone", "2", "ringing");
    phone.receives("<message id='2'/>");
    awaitEvent(CallEvent.DeviceRang.class);
    if (state == State.RINGING) {
      return;
    }
    proceeds(balcony);
    if (state == State.ACTIVE) {
      asks(phone, balcony, "session-initiate");
      asks(balcony, phone, "session-accept");
      awaitEvent(CallEvent.CallConnected.class);
    }
  }

  private void proceeds(TestClient device) {
    says(device, "romeo@localhost/phone", "3", "proceed");
    phone.receives("<message id='3'/>");
    awaitEvent(CallEvent.CallTaken.class);
  }

  private void awaitEvent(Class<? extends CallEvent> type) {
    await().until(() -> count(type) == 1);
  }

  private long count(Class<? extends CallEvent> type) {
    return world.callEvents(CALL).stream().filter(type::isInstance).count();
  }

  private static List<CallRecord> archived(TestClient client) {
    client.quiet();
    client.sends("<iq type='set' id='mam'><query xmlns='urn:xmpp:mam:2'/></iq>");
    client.receives("<iq type='result' id='mam'/>");
    return client.taken(message -> message.name().equals("message")).stream()
        .flatMap(message -> message.children("result", "urn:xmpp:mam:2").stream())
        .flatMap(result -> result.children("forwarded", "urn:xmpp:forward:0").stream())
        .flatMap(forwarded -> forwarded.children("message", "jabber:client").stream())
        .flatMap(message -> CallRecord.in(message).stream())
        .toList();
  }

  /** The call is over: it has one winner at most, one end, one record each, and rings nowhere. */
  private CallRecord over(int winners) {
    awaitEvent(CallEvent.CallRecorded.class);
    assertEquals(winners, count(CallEvent.CallTaken.class));
    assertEquals(1, count(CallEvent.CallEnded.class));
    var records = archived(phone);
    assertEquals(1, records.size());
    assertEquals(records, archived(balcony));
    world.online("juliet@localhost/watch").receivesNo(ANY_PROPOSAL);
    return records.get(0);
  }

  /** The device that returns rings if nobody has taken the call, and may take it then. */
  @ParameterizedTest
  @EnumSource(State.class)
  void theEdgeOfWhoIsCalledDies(State state) {
    callIs(state);

    balcony.vanishes();
    balcony = world.online("juliet@localhost/balcony");

    if (state.isOpen()) {
      balcony.receives(PROPOSAL);
      proceeds(balcony);
    }
    balcony.receivesNo(ANY_PROPOSAL);
    says(tablet, "romeo@localhost/phone", "late", "proceed");
    tablet.receives(
        "<message type='error' id='late'><error type='cancel'>"
            + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    says(balcony, "romeo@localhost/phone", "4", "finish");
    phone.receives("<message id='4'/>");
    var record = over(1);
    assertEquals(Jid.parse("juliet@localhost/balcony"), record.responder());
    assertEquals(state == State.ACTIVE, record.answered());
  }

  /** The call goes on without its caller, and the device that returns can end it. */
  @ParameterizedTest
  @EnumSource(State.class)
  void theEdgeOfWhoCallsDies(State state) {
    callIs(state);

    phone.vanishes();
    if (state.isOpen()) {
      world.connect("juliet@localhost/car").receives(PROPOSAL);
    }
    phone = world.online("romeo@localhost/phone");
    says(phone, "juliet@localhost", "4", state.isOpen() ? "retract" : "finish");
    tablet.receives("<message id='4'/>");

    var record = over(state.isOpen() ? 0 : 1);
    assertEquals(Jid.parse("romeo@localhost/phone"), record.initiator());
    assertEquals(state.isOpen(), record.isMissed());
    if (state.isOpen()) {
      assertEquals(JingleReason.CANCEL, record.reason());
    }
  }

  /** Both edges at once, and the node of the call and of an account with them. */
  @ParameterizedTest
  @EnumSource(State.class)
  void bothEdgesDieWithTheNodesOfTheCallAndOfWhoIsCalled(State state) {
    callIs(state);

    phone.vanishes();
    balcony.vanishes();
    world.killCall(CALL);
    world.killUser("juliet@localhost");
    tablet.findsItsUser();
    balcony = world.online("juliet@localhost/balcony");
    phone = world.online("romeo@localhost/phone");

    if (state.isOpen()) {
      balcony.receives(PROPOSAL);
      proceeds(balcony);
    }
    balcony.receivesNo(ANY_PROPOSAL);
    says(phone, "juliet@localhost/balcony", "4", "finish");
    balcony.receives("<message id='4'/>");
    assertEquals(Jid.parse("juliet@localhost/balcony"), over(1).responder());
  }
}
