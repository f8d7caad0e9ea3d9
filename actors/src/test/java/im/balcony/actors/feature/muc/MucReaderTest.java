package im.balcony.actors.feature.muc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.balcony.protocol.stanza.StanzaError.Condition;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.StoredXml;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stanza means to a room. */
class MucReaderTest {
  private static MucAction read(String stanza) {
    var xml = stanza.replaceFirst(" ", " xmlns='jabber:client' from='r@a.example/x' ");
    var element = StoredXml.read(xml.getBytes(StandardCharsets.UTF_8));
    return MucReader.read(((StanzaReader.Read) StanzaReader.read(element)).stanza());
  }

  @ParameterizedTest
  @CsvSource({
    "<presence to='n@c.example/R'><x xmlns='http://jabber.org/protocol/muc'/></presence>, Enter",
    "<presence to='n@c.example/R'/>, Update",
    "<presence to='n@c.example/R' type='unavailable'/>, Exit",
    "<presence to='n@c.example' type='unavailable'/>, Exit",
    "<presence to='n@c.example' type='subscribe'/>, Nothing",
    "<presence to='n@c.example/R' type='error'/>, Nothing",
    "<message to='n@c.example' type='groupchat'><body>a</body></message>, Say",
    "<message to='n@c.example' type='groupchat'><subject>a</subject></message>, SetSubject",
    "<message to='n@c.example' type='groupchat'><subject>a</subject><body>b</body></message>, Say",
    "<message to='n@c.example/R' type='chat'><body>a</body></message>, Whisper",
    "<message to='n@c.example' type='error'/>, Nothing",
    "<iq to='n@c.example' type='get' id='1'><a xmlns='b'/></iq>, AskRoom",
    "<iq to='n@c.example/R' type='set' id='1'><a xmlns='b'/></iq>, AskOccupant",
    "<iq to='n@c.example/R' type='result' id='1'/>, Answer",
    "<presence to='n@c.example'/>, Appear"
  })
  void aStanzaMeans(String stanza, String action) {
    assertEquals(action, read(stanza).getClass().getSimpleName());
  }

  @ParameterizedTest
  @CsvSource({
    "<message to='n@c.example/R' type='groupchat'><body>a</body></message>, BAD_REQUEST",
    "<message to='n@c.example' type='chat'><body>a</body></message>, SERVICE_UNAVAILABLE"
  })
  void aStanzaCannotBe(String stanza, Condition condition) {
    var refused = assertInstanceOf(MucAction.Refused.class, read(stanza));
    assertEquals(condition, refused.error().condition());
  }
}
