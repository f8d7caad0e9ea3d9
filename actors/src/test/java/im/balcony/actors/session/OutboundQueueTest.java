package im.balcony.actors.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xml.StoredXml;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to a client that comes back (XEP-0198 section 5). */
class OutboundQueueTest {
  private static final Jid JULIET = Jid.parse("juliet@b.example");
  private static final Jid PHONE = Jid.parse("juliet@b.example/phone");
  private static final String HI = "<message xmlns='jabber:client' id='hi'/>";
  private static final String PROPOSE = fromRomeo("propose", "c1");

  private final OutboundQueue queue = new OutboundQueue();

  private static String fromRomeo(String step, String call) {
    return message("romeo@a.example/desk", "juliet@b.example", step, call);
  }

  private static String message(String from, String to, String step, String call) {
    return "<message xmlns='jabber:client' from='%s' to='%s' type='chat'><%s xmlns='urn:xmpp:jingle-message:0' id='%s'/></message>"
        .formatted(from, to, step, call);
  }

  private static String copy(Carbons.Direction direction, String message) {
    return Carbons.copy(direction, StoredXml.read(message.getBytes(UTF_8)), JULIET, PHONE).toXml();
  }

  private void written(String... stanzas) {
    waits(stanzas);
    queue.startRetaining();
    while (queue.hasUnsent()) {
      queue.next();
    }
  }

  private void waits(String... stanzas) {
    for (var stanza : stanzas) {
      queue.add(new Delivery(stanza.getBytes(UTF_8), 0, true));
    }
  }

  private List<String> sentAgain() {
    queue.sendAgain();
    var bytes = queue.bytes();
    var sent = new ArrayList<String>();
    while (queue.hasUnsent()) {
      sent.add(new String(queue.next().xml(), UTF_8));
    }
    assertEquals(sent.stream().mapToInt(String::length).sum(), bytes);
    assertEquals(sent.size(), queue.sendCount(), "the client counts what it gets");
    return sent;
  }

  @ParameterizedTest
  @CsvSource({"retract", "reject", "finish"})
  void nobodyRingsForACallWhoseEndWaitsToo(String end) {
    written(PROPOSE, HI);
    waits(fromRomeo(end, "c1"));
    assertEquals(List.of(HI, fromRomeo(end, "c1")), sentAgain());
  }

  @ParameterizedTest
  @CsvSource({"proceed", "accept", "reject"})
  void norForOneThatAnotherDeviceTookOrRefused(String step) {
    var answer =
        copy(
            Carbons.Direction.SENT,
            message("juliet@b.example/tablet", "romeo@a.example", step, "c1"));
    written(PROPOSE);
    waits(answer);
    assertEquals(List.of(answer), sentAgain());
  }

  @Test
  void norForOneThatTimeEnded() {
    var told =
        "<message xmlns='jabber:client' from='romeo@a.example' to='juliet@b.example' type='headline'>"
            + "<cdr xmlns='urn:xmpp:cdr:0' sid='c1' initiator='romeo@a.example/desk' responder='juliet@b.example'"
            + " answer='false' ring='true' termination-reason='timeout' duration='0'/></message>";
    written(copy(Carbons.Direction.RECEIVED, PROPOSE), told);
    assertEquals(List.of(told), sentAgain());
  }

  @Test
  void whatStillRingsIsSent() {
    var others =
        new String[] {
          PROPOSE,
          fromRomeo("ringing", "c1"),
          fromRomeo("retract", "c2"),
          message("paris@c.example/x", "juliet@b.example", "retract", "c1")
        };
    written(others);
    assertEquals(List.of(others), sentAgain());
  }

  @Test
  void whatTheAccountItselfProposedElsewhereRingsNobody() {
    var ours = message("juliet@b.example/tablet", "romeo@a.example", "propose", "c1");
    var stanzas = new String[] {copy(Carbons.Direction.SENT, ours), fromRomeo("reject", "c1"), HI};
    written(stanzas);
    assertEquals(List.of(stanzas), sentAgain());
  }

  @Test
  void aCallThatComesAfterAnEndUnderItsIdRings() {
    written(fromRomeo("retract", "c1"), PROPOSE);
    assertEquals(List.of(fromRomeo("retract", "c1"), PROPOSE), sentAgain());
  }
}
