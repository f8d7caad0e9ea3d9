package im.balcony.protocol.xep.stanzaid;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StanzaIdsTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example");
  private static final Jid ROOM = Jid.parse("room@muc.example");

  @Test
  void eachArchiveHasItsIdForAMessage() {
    var message =
        xml("<message xmlns='jabber:client'><body>hi</body></message>")
            .withChild(StanzaIds.stanzaIdElement("1", ROOM))
            .withChild(StanzaIds.stanzaIdElement("2", ROMEO));
    assertEquals(Optional.of("1"), StanzaIds.stanzaId(message, ROOM));
    assertEquals(Optional.of("2"), StanzaIds.stanzaId(message, ROMEO));
  }

  @Test
  void forgedIdsAreFoundHoweverTheyAreWritten() {
    var forged =
        xml(
            "<message xmlns='jabber:client'>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' by='ROMEO@A.Example' id='1'/>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' by='@' id='2'/>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' id='3'/>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' by='room@muc.example' id='4'/>"
                + "</message>");
    var clean = StanzaIds.withoutStanzaIds(forged, ROMEO::equals);
    assertEquals(Optional.of("4"), StanzaIds.stanzaId(clean, ROOM));
    assertEquals(1, clean.elements().size());
  }

  @Test
  void anOriginIdIsTakenUpToItsLimit() {
    assertEquals(Optional.of("a"), StanzaIds.originId(withOriginId("a")));
    assertEquals(Optional.empty(), StanzaIds.originId(withOriginId("")));
    var longest = "a".repeat(StanzaIds.ORIGIN_ID_CHARS_MAX);
    assertEquals(Optional.of(longest), StanzaIds.originId(withOriginId(longest)));
    assertEquals(Optional.empty(), StanzaIds.originId(withOriginId(longest + "a")));
  }

  private static XmlElement withOriginId(String id) {
    return xml("<message><origin-id xmlns='urn:xmpp:sid:0' id='" + id + "'/></message>");
  }
}
