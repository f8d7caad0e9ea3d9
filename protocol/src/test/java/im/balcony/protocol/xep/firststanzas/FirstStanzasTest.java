package im.balcony.protocol.xep.firststanzas;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The request of docs/protocol/first-stanzas.md. */
class FirstStanzasTest {

  @Test
  void theyAreReadInTheirOrder() {
    var found =
        in(
            "<tag>Phone</tag><first-stanzas xmlns='urn:balcony:first-stanzas:0'>"
                + "<iq xmlns='jabber:client' type='get' id='1'/> <presence xmlns='jabber:client'/>"
                + "</first-stanzas>");

    assertEquals(
        List.of(
            "<iq xmlns='jabber:client' type='get' id='1'/>", "<presence xmlns='jabber:client'/>"),
        found.stream().map(XmlElement::toXml).toList());
  }

  @Test
  void thoseOfAnotherNamespaceAreNone() {
    assertEquals(List.of(), in("<first-stanzas><iq xmlns='jabber:client'/></first-stanzas>"));
    assertEquals(List.of(), in("<iq xmlns='jabber:client' type='get' id='1'/>"));
  }

  @Test
  void theAnswerCountsThem() {
    assertEquals(
        "<first-stanzas xmlns='urn:balcony:first-stanzas:0' count='3'/>",
        FirstStanzas.taken(3).toXml());
  }

  private static List<XmlElement> in(String content) {
    return FirstStanzas.in(xml("<bind xmlns='urn:xmpp:bind:0'>%s</bind>".formatted(content)));
  }
}
