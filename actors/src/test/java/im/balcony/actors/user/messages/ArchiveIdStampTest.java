package im.balcony.actors.user.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArchiveIdStampTest {
  private static final Jid ROMEO = Jid.parse("romeo@localhost");

  private static XmlElement.Builder message() {
    return XmlElement.named("message", "jabber:client").attribute("type", "chat");
  }

  private static XmlElement stanzaId(String by, String id) {
    return XmlElement.named("stanza-id", StanzaIds.NAMESPACE)
        .attribute("by", by)
        .attribute("id", id)
        .build();
  }

  private static void assertAppended(XmlElement message) throws XmlException {
    var bytes = ArchiveIdStamp.on(message.toBytes(), ROMEO, 1_700_000_000_000_001L);
    var expected = message.withChild(stanzaId(ROMEO.toString(), "1700000000000001"));
    assertEquals(expected, XmlParser.parse(bytes, XmlLimits.DEFAULT));
  }

  @Test
  void theIdStandsAtTheEndOfWhateverTheMessageHolds() throws XmlException {
    assertAppended(message().build());
    assertAppended(
        message()
            .child(
                XmlElement.named("body", "jabber:client").text("a </message> b & \u00e9").build())
            .build());
    assertAppended(message().child(XmlElement.named("x", "urn:example").build()).build());
  }

  @Test
  void onlyMessagesGetOne() {
    var noMessage = "<presence>".getBytes(StandardCharsets.UTF_8);
    assertThrows(IllegalArgumentException.class, () -> ArchiveIdStamp.on(noMessage, ROMEO, 1));
  }
}
