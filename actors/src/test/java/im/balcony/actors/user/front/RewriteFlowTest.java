package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Corrections and retractions by archive id, between whole accounts and across their restarts. */
class RewriteFlowTest {
  private static final String REWRITE = "https://xabber.com/protocol/rewrite";
  private static final String SYNC = "https://xabber.com/protocol/synchronization";
  private static final String MAM = "urn:xmpp:mam:2";
  private static final String FORWARD = "urn:xmpp:forward:0";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");
  private int asked;

  @AfterEach
  void close() {
    world.close();
  }

  private void says(String id, String payload) {
    romeo.sends(
        "<message type='chat' to='juliet@localhost' id='%s'>%s</message>".formatted(id, payload));
    romeo.settles();
  }

  private XmlElement asks(TestClient client, String type, String payload) {
    var id = "ask" + ++asked;
    client.sends("<iq type='%s' id='%s'>%s</iq>".formatted(type, id, payload));
    return client.receives("<iq id='" + id + "'/>");
  }

  /** What the archive serves, oldest first. */
  private List<XmlElement> archive(TestClient client) {
    asks(client, "set", "<query xmlns='" + MAM + "'/>");
    return client.taken(stanza -> stanza.child("result", MAM).isPresent()).stream()
        .map(stanza -> stanza.child("result", MAM).orElseThrow())
        .toList();
  }

  private static String idOf(XmlElement result) {
    return Objects.requireNonNull(result.attribute("id"));
  }

  private static XmlElement messageOf(XmlElement result) {
    return result
        .child("forwarded", FORWARD)
        .flatMap(forwarded -> forwarded.child("message", "jabber:client"))
        .orElseThrow();
  }

  private static boolean isGone(XmlElement result) {
    return messageOf(result).child("retracted", "urn:xmpp:message-retract:1").isPresent();
  }

  private String retract(TestClient client, String archiveId, boolean symmetric) {
    var answer =
        asks(
            client,
            "set",
            "<retract-message xmlns='%s' id='%s' symmetric='%s'/>"
                .formatted(REWRITE, archiveId, symmetric));
    return Objects.requireNonNull(answer.attribute("type"));
  }

  private String version(TestClient client) {
    var answer = asks(client, "get", "<query xmlns='" + REWRITE + "'/>");
    var query = answer.child("query", REWRITE).orElseThrow();
    return Objects.requireNonNull(query.attribute("version"));
  }

  @Test
  void whatIsTakenBackForBothIsGoneForBoth() {
    says("m1", "<body>secret</body>");
    assertEquals("result", retract(romeo, idOf(archive(romeo).get(0)), true));
    assertTrue(isGone(archive(romeo).get(0)));
    assertTrue(isGone(archive(juliet).get(0)));
    assertEquals("1", version(romeo));
    assertEquals("1", version(juliet));
  }

  @Test
  void takenBackOnceMoreItIsNoChange() {
    says("m1", "<body>secret</body>");
    var id = idOf(archive(romeo).get(0));
    retract(romeo, id, true);
    assertEquals("result", retract(romeo, id, true));
    assertEquals("result", retract(juliet, idOf(archive(juliet).get(0)), false));
    assertEquals("1", version(juliet));
    assertEquals(2, archive(juliet).size());
  }

  private static String request(String archiveId, boolean symmetric) {
    return "<iq type='set' id='again'><retract-message xmlns='%s' id='%s' symmetric='%s'/></iq>"
        .formatted(REWRITE, archiveId, symmetric);
  }

  /** It dies when the archive serves the message no more and its version does not say so yet. */
  private void diesInTheMiddleOf(TestClient client, String request) {
    client.settles();
    var account = client.jid().bare().toString();
    var failed = world.failNextIndexWriteOf(account);
    client.sends(request);
    failed.orTimeout(10, TimeUnit.SECONDS).join();
    world.killUser(account);
  }

  @Test
  void aRequestThatTheSessionSendsAgainAfterADeathAddsNothing() {
    says("m1", "<body>secret</body>");
    var request = request(idOf(archive(romeo).get(0)), true);
    diesInTheMiddleOf(romeo, request);
    romeo.findsItsUser();
    romeo.submit(romeo.lastNumber(), request);
    romeo.receives("<iq type='result' id='again'/>");
    assertEquals("1", version(romeo));
    assertEquals(2, archive(juliet).size());
    assertEquals("1", version(juliet));
  }

  @Test
  void anotherDeviceThatAsksAfterADeathIsAnsweredBehindTheVersionToo() {
    says("m1", "<body>secret</body>");
    var request = request(idOf(archive(romeo).get(0)), true);
    diesInTheMiddleOf(romeo, request);
    var tablet = world.connectOnly("romeo@localhost/tablet");
    tablet.sends(request);
    tablet.receives("<iq type='result' id='again'/>");
    assertEquals("1", version(tablet));
    assertEquals(2, archive(juliet).size());
    assertEquals("1", version(juliet));
  }

  @Test
  void aRemovalThatIsAskedForAgainAfterADeathIsAChangeOfTheVersion() {
    says("m1", "<body>secret</body>");
    var request = request(idOf(archive(juliet).get(0)), false);
    diesInTheMiddleOf(juliet, request);
    juliet.findsItsUser();
    juliet.submit(juliet.lastNumber(), request);
    juliet.receives("<iq type='result' id='again'/>");
    assertEquals("1", version(juliet));
    assertTrue(isGone(archive(juliet).get(0)));
    assertEquals("result", retract(juliet, idOf(archive(juliet).get(0)), false));
    assertEquals("1", version(juliet));
  }

  @Test
  void whatItsAuthorHadRemovedForItselfStillGoesForBoth() {
    says("m1", "<body>secret</body><origin-id xmlns='urn:xmpp:sid:0' id='o1'/>");
    says("c1", "<body>too</body><replace xmlns='urn:xmpp:message-correct:0' id='o1'/>");
    var id = idOf(archive(romeo).get(0));
    assertEquals("result", retract(romeo, id, false));
    assertEquals(
        List.of(false, false), archive(juliet).stream().map(RewriteFlowTest::isGone).toList());
    assertEquals("result", retract(romeo, id, true));
    juliet.receives("<message><retract xmlns='urn:xmpp:message-retract:1' id='o1'/></message>");
    assertEquals(
        List.of(true, true, false), archive(juliet).stream().map(RewriteFlowTest::isGone).toList());
    assertEquals(
        List.of(true, true, false), archive(romeo).stream().map(RewriteFlowTest::isGone).toList());
    var version = version(romeo);
    assertEquals("result", retract(romeo, id, true));
    assertEquals(version, version(romeo));
    assertEquals(3, archive(juliet).size());
  }

  @Test
  void whatIsNoTextIsNotUnsaidForBoth() {
    says("m1", "<body>one</body>");
    juliet.receives("<message id='m1'/>");
    juliet.sends(
        "<message type='chat' to='romeo@localhost' id='d1'>"
            + "<displayed xmlns='urn:xmpp:chat-markers:0' id='m1'/></message>");
    juliet.settles();
    var marker = idOf(archive(juliet).get(1));
    assertEquals("error", retract(juliet, marker, true));
    assertEquals("result", retract(juliet, marker, false));
    assertTrue(isGone(archive(juliet).get(1)));
  }

  @Test
  void whatTheOwnerRemovedStaysGoneThoughItsAuthorCorrectsIt() {
    says("m1", "<body>secret</body>");
    assertEquals("result", retract(juliet, idOf(archive(juliet).get(0)), false));
    says("c1", "<body>other</body><replace xmlns='urn:xmpp:message-correct:0' id='m1'/>");
    juliet.receives("<message id='c1'/>");
    assertEquals(
        List.of(true, true), archive(juliet).stream().map(RewriteFlowTest::isGone).toList());
    assertEquals(
        List.of(false, false), archive(romeo).stream().map(RewriteFlowTest::isGone).toList());
  }

  @Test
  void removingACorrectedMessageRemovesItsCorrections() {
    says("m1", "<body>secret</body>");
    says("c1", "<body>secret too</body><replace xmlns='urn:xmpp:message-correct:0' id='m1'/>");
    juliet.receives("<message id='c1'/>");
    assertEquals("result", retract(juliet, idOf(archive(juliet).get(1)), false));
    assertEquals(
        List.of(true, true), archive(juliet).stream().map(RewriteFlowTest::isGone).toList());
  }

  @Test
  void aClearedConversationStaysEmptyAcrossADeathAndFillsAnew() {
    says("m1", "<body>one</body>");
    juliet.receives("<message id='m1'/>");
    asks(juliet, "set", "<retract-all xmlns='" + REWRITE + "' conversation='romeo@localhost'/>");
    juliet.settles();
    world.killUser("juliet@localhost");
    juliet.findsItsUser();
    assertEquals(List.of(), archive(juliet));
    says("m2", "<body>two</body>");
    juliet.receives("<message id='m2'/>");
    assertEquals(1, archive(juliet).size());
    assertEquals(2, archive(romeo).size());
  }

  @Test
  void whoMissedTooMuchTakesTheConversationAnew() {
    says("m1", "<body>0</body>");
    for (var n = 1; n <= 130; n++) {
      var correction = "<body>%d</body><replace xmlns='urn:xmpp:message-correct:0' id='m1'/>";
      romeo.sends(
          "<message type='chat' to='juliet@localhost' id='c%d'>%s</message>"
              .formatted(n, correction.formatted(n)));
    }
    romeo.settles();
    juliet.receives("<message id='c130'/>");
    var end = asks(juliet, "get", "<query xmlns='" + REWRITE + "' version='1'/>");
    assertEquals("130", end.child("query", REWRITE).orElseThrow().attribute("version"));
    var told = juliet.taken(stanza -> "headline".equals(stanza.attribute("type")));
    assertEquals(1, told.size());
    var all = told.get(0).child("invalidate", REWRITE + "#notify").orElseThrow();
    assertEquals("130", all.attribute("version"));
    assertEquals("romeo@localhost", all.attribute("conversation"));
  }

  @Test
  void aReplacementThatWasTakenBackIsToldAsThat() {
    says("m1", "<body>one</body>");
    var id = idOf(archive(romeo).get(0));
    asks(
        romeo,
        "set",
        "<replace xmlns='%s' id='%s'><message><body>secret</body></message></replace>"
            .formatted(REWRITE, id));
    retract(romeo, id, true);
    asks(juliet, "get", "<query xmlns='" + REWRITE + "' version='0'/>");
    var told = juliet.taken(stanza -> "headline".equals(stanza.attribute("type")));
    assertEquals(1, told.size());
    assertEquals("retract-message", told.get(0).elements().get(0).name());
  }

  /** Only a content has a number among those that are unread. */
  @Test
  void aCorrectionThatIsTakenBackCountsNoOtherMessageOut() {
    says("m1", "<body>one</body>");
    says("m2", "<body>two</body>");
    says("c1", "<body>1</body><replace xmlns='urn:xmpp:message-correct:0' id='m1'/>");
    says("r1", "<retract xmlns='urn:xmpp:message-retract:1' id='c1'/>");
    juliet.receives("<message id='r1'/>");
    assertEquals("2", state(juliet, "unread").attribute("count"));
  }

  /** What the list of conversations says of the only one. */
  private XmlElement state(TestClient client, String name) {
    return asks(client, "get", "<query xmlns='" + SYNC + "'/>")
        .child("query", SYNC)
        .flatMap(query -> query.child("conversation", SYNC))
        .map(row -> row.children("metadata", SYNC).get(1))
        .flatMap(state -> state.child(name, SYNC))
        .orElseThrow();
  }

  @Test
  void aMarkerFindsItsMessageByTheIdInTheArchive() {
    says("m1", "<body>one</body>");
    juliet.receives("<message id='m1'/>");
    for (var n = 2; n <= 12; n++) {
      says("m" + n, "<body>more</body>");
    }
    juliet.receives("<message id='m12'/>");
    var first = idOf(archive(juliet).get(0));
    juliet.sends(
        """
        <message type='chat' to='romeo@localhost' id='d1'><displayed \
        xmlns='urn:xmpp:chat-markers:0' id='of no message'><stanza-id xmlns='urn:xmpp:sid:0' \
        by='juliet@localhost' id='%s'/></displayed></message>\
        """
            .formatted(first));
    juliet.sends("<message type='chat' to='romeo@localhost' id='b1'><body>hm</body></message>");
    juliet.settles();
    romeo.receives("<message id='d1'/>");
    romeo.receives("<message id='b1'/>");
    assertEquals(idOf(archive(romeo).get(0)), state(romeo, "displayed").attribute("id"));
  }
}
