package im.balcony.protocol.xep.csi;

import static im.balcony.protocol.xep.Payloads.message;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.stanza.StanzaReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeferrableTest {
  private static final String STATE = "<composing xmlns='http://jabber.org/protocol/chatstates'/>";
  private static final String ITEMS =
      "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='%s'>%s</items></event>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<body>Hi</body>",
        "<body>Hi</body>" + STATE,
        "<received xmlns='urn:xmpp:receipts' id='1'/>",
        "<displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>",
        "<propose xmlns='urn:xmpp:jingle-message:0' id='1'/>",
        "<encryption xmlns='urn:xmpp:eme:0' namespace='x'/>",
        "<x xmlns='jabber:x:conference' jid='r@c.example'/>",
        STATE + "<anything xmlns='urn:unknown'/>",
        "<anything xmlns='urn:unknown'/>",
        "<event xmlns='http://jabber.org/protocol/pubsub#event'><purge node='n'/></event>",
        "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='n'><item/></items></event>",
        ""
      })
  void contentAndWhateverIsNotKnownIsUrgent(String content) {
    assertEquals(Optional.empty(), Deferrable.of(message("chat", content)));
  }

  @Test
  void errorsAndQuestionsAreUrgent() {
    assertEquals(Optional.empty(), Deferrable.of(message("error", STATE)));
    assertEquals(Optional.empty(), of("<iq xmlns='jabber:client' type='result' id='1'/>"));
    for (var type : new String[] {"subscribe", "subscribed", "error", "probe"}) {
      assertEquals(
          Optional.empty(),
          of("<presence xmlns='jabber:client' type='%s' from='a@b.example'/>".formatted(type)));
    }
  }

  @Test
  void theNewestPresenceOfAFullAddressCounts() {
    var here = of("<presence xmlns='jabber:client' from='a@b.example/x'/>");
    assertTrue(here.isPresent());
    assertEquals(
        here, of("<presence xmlns='jabber:client' from='a@b.example/x' type='unavailable'/>"));
    assertNotEquals(here, of("<presence xmlns='jabber:client' from='a@b.example/y'/>"));
  }

  @Test
  void whoEntersARoomWaitsForNothingButItself() {
    var entered =
        "<presence xmlns='jabber:client' from='r@c.example/me'><x xmlns='http://jabber.org/protocol/muc#user'>%s</x></presence>";
    assertEquals(Optional.empty(), of(entered.formatted("<status code='110'/>")));
    assertTrue(of(entered.formatted("<item role='none'/>")).isPresent());
  }

  @Test
  void theNewestChatStateOfAConversationCounts() {
    var state = Deferrable.of(message("chat", STATE + "<no-store xmlns='urn:xmpp:hints'/>"));
    assertTrue(state.isPresent());
    assertEquals(
        state,
        Deferrable.of(
            message("chat", "<thread>t</thread>" + STATE.replace("composing", "paused"))));
    var copy =
        "<%s xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            + "<message xmlns='jabber:client' from='juliet@b.example/balcony' to='romeo@a.example'>%s</message>"
            + "</forwarded></%s>";
    assertEquals(
        state, Deferrable.of(message("chat", copy.formatted("received", STATE, "received"))));
    assertEquals(
        Optional.empty(),
        Deferrable.of(message("chat", copy.formatted("sent", "<body>Hi</body>", "sent"))));
  }

  @Test
  void theNewestOfAnItemCounts() {
    var published = event("tune", "<item id='1'><a xmlns='x'/></item>");
    assertTrue(published.isPresent());
    assertEquals(published, event("tune", "<retract id='1'/>"));
    assertNotEquals(published, event("tune", "<item id='2'/>"));
    assertNotEquals(published, event("mood", "<item id='1'/>"));
  }

  private static Optional<Deferrable> event(String node, String items) {
    return Deferrable.of(message("headline", ITEMS.formatted(node, items)));
  }

  private static Optional<Deferrable> of(String xml) {
    return Deferrable.of(((StanzaReader.Read) StanzaReader.read(xml(xml))).stanza());
  }
}
