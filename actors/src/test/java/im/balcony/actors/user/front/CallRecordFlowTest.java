package im.balcony.actors.user.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.call.CallId;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xep.jingle.JingleReason;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The record of a call comes to all devices of both, and is in both archives once. */
class CallRecordFlowTest {
  private static final CallId CALL =
      new CallId(
          ConversationId.of(Jid.parse("romeo@localhost"), Jid.parse("juliet@localhost")), "c1");
  private static final String RECORD =
      "<message from='romeo@localhost' type='headline'><cdr xmlns='urn:xmpp:cdr:0' sid='c1'%s/>"
          + "<stanza-id xmlns='urn:xmpp:sid:0'/></message>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient phone = world.online("romeo@localhost/phone");
  private final TestClient laptop = world.online("romeo@localhost/laptop");
  private final TestClient balcony = world.online("juliet@localhost/balcony");

  @BeforeEach
  void meet() {
    world.befriend(phone, balcony);
    laptop.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
    laptop.receives("<iq type='result' id='c'/>");
    laptop.quiet();
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

  private void awaitRecorded() {
    await()
        .until(
            () ->
                world.callEvents(CALL).stream().anyMatch(CallEvent.CallRecorded.class::isInstance));
  }

  /** What the account's archive holds of it. */
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

  @Test
  void allDevicesGetTheRecordOfACallThatWasAnswered() {
    says(phone, "juliet@localhost", "1", "propose");
    balcony.receives("<message id='1'/>");
    says(balcony, "romeo@localhost/phone", "2", "ringing");
    says(balcony, "romeo@localhost/phone", "3", "proceed");
    phone.receives("<message id='3'/>");
    asks(phone, balcony, "session-initiate");
    asks(balcony, phone, "session-accept");
    asks(phone, balcony, "session-terminate");
    var told =
        " initiator='romeo@localhost/phone' responder='juliet@localhost/balcony' answer='true'"
            + " ring='true' termination-reason='success' duration='0'";
    balcony.receives(
        RECORD.formatted(told).replace("'headline'", "'headline' to='juliet@localhost'"));
    phone.receives(
        RECORD.formatted(told).replace("'headline'", "'headline' to='romeo@localhost/phone'"));
    laptop.receives(
        "<message from='romeo@localhost' type='headline'><sent xmlns='urn:xmpp:carbons:2'>"
            + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'"
            + " to='juliet@localhost'><cdr xmlns='urn:xmpp:cdr:0' sid='c1'/></message>"
            + "</forwarded></sent></message>");
    awaitRecorded();
    assertEquals(1, archived(balcony).size());
    assertEquals(archived(phone), archived(balcony));
    laptop.receivesNo(RECORD.formatted(""));
  }

  @Test
  void whoWasAwayFindsWhatWasMissed() {
    balcony.leaves();
    says(phone, "juliet@localhost", "1", "propose");
    awaitRecorded();
    var records = archived(world.connect("juliet@localhost/tablet"));
    assertEquals(1, records.size());
    assertTrue(records.get(0).isMissed());
    assertEquals(JingleReason.GONE, records.get(0).reason());
    assertEquals(Jid.parse("juliet@localhost"), records.get(0).responder());
  }

  /** Whoever has to write it loses its journal, then its node. */
  @Test
  void oneRecordWhateverDies() {
    says(phone, "juliet@localhost", "1", "propose");
    balcony.receives("<message id='1'/>");
    says(balcony, "romeo@localhost/phone", "2", "reject");
    phone.receives("<message id='2'/>");
    var failed = world.failNextIndexWriteOf("juliet@localhost");
    world.killCall(CALL);
    says(phone, "juliet@localhost", "3", "retract");
    failed.join();
    phone.settles();
    world.killUser("romeo@localhost");
    phone.findsItsUser();
    laptop.findsItsUser();
    awaitRecorded();
    assertEquals(1, archived(phone).size());
    assertEquals(archived(phone), archived(balcony));
    assertEquals(JingleReason.DECLINE, archived(phone).get(0).reason());
  }

  @Test
  void whoHasBlockedTheCallerGetsNoRecord() {
    says(phone, "juliet@localhost", "1", "propose");
    balcony.receives("<message id='1'/>");
    balcony.sends(
        "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='romeo@localhost'/></block></iq>");
    balcony.receives("<iq type='result' id='b'/>");
    says(balcony, "romeo@localhost/phone", "2", "reject");
    says(phone, "juliet@localhost", "3", "retract");
    awaitRecorded();
    assertEquals(List.of(), archived(balcony));
    assertEquals(List.of(), archived(phone));
  }

  @Test
  void aClientCannotWriteOne() {
    phone.sends(
        "<message to='juliet@localhost' type='headline' id='f'><body>x</body>"
            + "<cdr xmlns='urn:xmpp:cdr:0' sid='c1'/></message>");
    XmlElement got = balcony.receives("<message id='f' type='headline'/>");
    assertTrue(!CallRecord.isIn(got));
  }
}
