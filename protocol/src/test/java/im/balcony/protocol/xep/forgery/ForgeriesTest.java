package im.balcony.protocol.xep.forgery;

import static im.balcony.protocol.xep.Payloads.message;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeriesTest {
  private static final String BODY = "<body>hi</body>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<sent xmlns='urn:xmpp:carbons:2'/>",
        "<received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'/></received>",
        "<result xmlns='urn:xmpp:mam:2' id='1'/>",
        "<fin xmlns='urn:xmpp:mam:2'/>",
        "<cdr xmlns='urn:xmpp:cdr:0' sid='1'/>",
        "<stanza-id xmlns='urn:xmpp:sid:0' by='romeo@a.example' id='1'/>",
        "<stanza-id xmlns='urn:xmpp:sid:0' by='ROMEO@A.EXAMPLE' id='1'/>",
        "<stanza-id xmlns='urn:xmpp:sid:0' id='1'/>",
        "<delay xmlns='urn:xmpp:delay' from='a.example' stamp='2026-07-01T10:00:00Z'/>",
        "<delay xmlns='urn:xmpp:delay' from='romeo@a.example/x' stamp='never'/>"
      })
  void whatOnlyWeMaySayIsTakenOut(String forged) {
    assertEquals(
        message("chat", BODY),
        Forgeries.without(message("chat", forged + BODY + forged), ForgeriesTest::isOurs));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<private xmlns='urn:xmpp:carbons:2'/>",
        "<origin-id xmlns='urn:xmpp:sid:0' id='1'/>",
        "<stanza-id xmlns='urn:xmpp:sid:0' by='room@muc.b.example' id='1'/>",
        "<delay xmlns='urn:xmpp:delay' from='b.example' stamp='2026-07-01T10:00:00Z'/>",
        "<received xmlns='urn:xmpp:receipts' id='1'/>",
        "<store xmlns='urn:xmpp:hints'/>"
      })
  void whatOthersMaySayStays(String content) {
    var message = message("chat", BODY + content);
    assertEquals(message, Forgeries.without(message, ForgeriesTest::isOurs));
  }

  @ParameterizedTest
  @CsvSource({
    "true,  set, <query xmlns='jabber:iq:roster'/>",
    "true,  set, <block xmlns='urn:xmpp:blocking'/>",
    "false, get, <query xmlns='jabber:iq:roster'/>",
    "false, set, <query xmlns='jabber:iq:private'/>"
  })
  void aPushIsKnown(boolean push, String type, String payload) {
    var iq = "<iq xmlns='jabber:client' id='1' type='" + type + "'>" + payload + "</iq>";
    var read = (StanzaReader.Read) StanzaReader.read(xml(iq));
    assertEquals(push, Forgeries.isPush((Iq) read.stanza()));
  }

  @Test
  void aMessageOfNothingButForgeriesIsAnEmptyMessage() {
    var forged = message("chat", "<sent xmlns='urn:xmpp:carbons:2'/>");
    assertEquals(message("chat", ""), Forgeries.without(forged, ForgeriesTest::isOurs));
  }

  private static boolean isOurs(Jid jid) {
    return jid.domain().equals("a.example");
  }
}
