package im.balcony.protocol.xep.selfping;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfPingTest {
  private static final Jid NURSE = Jid.parse("room@muc.example/nurse");

  @ParameterizedTest
  @CsvSource({
    "get,    room@muc.example/nurse, ping,  true",
    "set,    room@muc.example/nurse, ping,  false",
    "result, room@muc.example/nurse, ping,  false",
    "get,    room@muc.example/other, ping,  false",
    "get,    room@muc.example,       ping,  false",
    "get,    room@muc.example/nurse, other, false"
  })
  void onlyAPingToTheOwnNicknameIsOne(String type, String to, String name, boolean self) {
    var element =
        xml(
            "<iq xmlns='jabber:client' id='1' type='%s' to='%s'><%s xmlns='urn:xmpp:ping'/></iq>"
                .formatted(type, to, name));
    var iq = (Iq) ((StanzaReader.Read) StanzaReader.read(element)).stanza();
    assertEquals(self, SelfPing.isTo(iq, NURSE));
  }
}
