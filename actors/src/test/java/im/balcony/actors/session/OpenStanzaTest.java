package im.balcony.actors.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import org.junit.jupiter.api.Test;

class OpenStanzaTest {
  private static final XmlElement SAID =
      XmlElement.named("message", "jabber:client")
          .attribute("from", "hall@conference.localhost/O'Hara")
          .attribute("to", "somebody@else")
          .child(XmlElement.named("body", "jabber:client").text("to='you' <&>").build())
          .build();

  @Test
  void eachGetsItUnderItsOwnAddress() throws XmlException {
    var open = OpenStanza.of(SAID);
    for (var address : new String[] {"a@b/c", "o@b/it's \"<&>\" \u00e9", "b"}) {
      var xml = open.to(address);
      assertEquals(SAID.withAttribute("to", address), XmlParser.parse(xml, XmlLimits.DEFAULT));
    }
  }

  @Test
  void itsSizeIsThatOfTheStanzaWithoutTheAddress() {
    var open = OpenStanza.of(SAID);
    assertEquals(open.to("").length, open.size());
    assertEquals(open.to("\u00e9").length, open.size() + 2);
  }
}
