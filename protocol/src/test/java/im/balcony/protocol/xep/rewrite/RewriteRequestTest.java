package im.balcony.protocol.xep.rewrite;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.ConversationType;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RewriteRequestTest {
  private static final Jid JULIET = Jid.parse("juliet@b.example");

  private static Optional<RewriteRequest> read(String name, String rest) {
    return RewriteRequest.read(xml("<%s xmlns='%s' %s".formatted(name, Rewriting.NAMESPACE, rest)));
  }

  @Test
  void aQueryAsksForTheVersionOrForWhatCameAfterOne() {
    assertEquals(
        Optional.of(new RewriteRequest.Query(null, RewriteRequest.CHANGES_MAX)),
        read("query", "/>"));
    assertEquals(
        Optional.of(new RewriteRequest.Query(37L, 5)),
        read("query", "version='37' less-than='5'/>"));
  }

  @Test
  void nobodyIsToldMoreChangesOneByOneThanTheBound() {
    assertEquals(
        Optional.of(new RewriteRequest.Query(0L, RewriteRequest.CHANGES_MAX)),
        read("query", "version='0' less-than='4000000000'/>"));
  }

  @Test
  void aMessageGoesForTheOwnerUnlessItIsToGoForBoth() {
    assertEquals(
        Optional.of(new RewriteRequest.RetractMessage(17, false)),
        read("retract-message", "id='17'/>"));
    assertEquals(
        Optional.of(new RewriteRequest.RetractMessage(17, true)),
        read("retract-message", "id='17' symmetric='true'/>"));
  }

  @Test
  void aConversationGoesByPeerAndType() {
    assertEquals(
        Optional.of(new RewriteRequest.RetractAll(JULIET, "urn:xmpp:omemo:2", false)),
        read(
            "retract-all",
            "conversation='juliet@b.example/balcony' symmetric='0' type='urn:xmpp:omemo:2'/>"));
    assertEquals(
        Optional.of(new RewriteRequest.RetractAll(JULIET, ConversationType.CHAT, false)),
        read("retract-all", "conversation='juliet@b.example'/>"));
  }

  @Test
  void aReplacementBringsAMessage() {
    var message = xml("<message xmlns='jabber:client'><body>new</body></message>");
    assertEquals(
        Optional.of(new RewriteRequest.Replace(17, message)),
        read("replace", "id='17'>" + message.toXml() + "</replace>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query version='x'/>",
        "query version='-1'/>",
        "query version='1' less-than='many'/>",
        "retract-message/>",
        "retract-message id='first'/>",
        "retract-message id='1' symmetric='perhaps'/>",
        "retract-all/>",
        "retract-all conversation='@'/>",
        "retract-all conversation='juliet@b.example' type='urn:unknown'/>",
        "replace id='1'/>",
        "replace id='1'><message/></replace>",
        "replace><message><body>new</body></message></replace>",
        "retract-user id='1'/>"
      })
  void whatCannotBeReadIsRefused(String request) {
    var name = request.replaceFirst("[ />].*", "");
    assertEquals(Optional.empty(), read(name, request.substring(name.length())));
  }

  @Test
  void aReplacementHasTheContentOfTheCorrectionAndTheIdsOfTheOriginal() {
    var correction =
        xml(
            """
            <message xmlns='jabber:client' id='c1' from='romeo@a.example/x'><body>new</body>\
            <origin-id xmlns='urn:xmpp:sid:0' id='c1'/>\
            <replace xmlns='urn:xmpp:message-correct:0' id='m1'/></message>\
            """);
    assertEquals(
        xml(
            """
            <message xmlns='jabber:client' id='m1' from='romeo@a.example/x'><body>new</body>\
            <stanza-id xmlns='urn:xmpp:sid:0' by='juliet@b.example' id='17'/>\
            <time xmlns='https://xabber.com/protocol/delivery' by='juliet@b.example' \
            stamp='1970-01-01T00:00:00Z'/>\
            <replaced xmlns='https://xabber.com/protocol/rewrite' stamp='1970-01-01T00:00:01Z'/>\
            <origin-id xmlns='urn:xmpp:sid:0' id='m1'/></message>\
            """),
        Rewriting.replacement(correction, JULIET, 17, Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
  }
}
