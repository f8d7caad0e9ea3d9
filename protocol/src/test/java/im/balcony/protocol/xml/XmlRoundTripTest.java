package im.balcony.protocol.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** HARDENING A5: what we write reads as what we meant, with our parser and with others. */
class XmlRoundTripTest {
  private static final Map<String, XMLInputFactory> OTHERS = OtherParsers.factories();

  @Property
  void whatIsWrittenReadsAsItWas(@ForAll("elements") XmlElement element) throws Exception {
    assertEquals(element, XmlParser.parse(element.toBytes(), XmlLimits.DEFAULT));
    assertEquals(element, XmlParser.parse(element.toXml(), XmlLimits.DEFAULT));
  }

  @Property
  void whatIsWrittenForAStreamReadsInsideOfIt(@ForAll("elements") XmlElement element)
      throws Exception {
    byte[] bytes = element.toBytes("jabber:client");
    assertEquals(element, XmlParser.parse(bytes, "jabber:client", XmlLimits.DEFAULT));
  }

  @Property
  void otherParsersReadTheSame(@ForAll("elements") XmlElement element) throws Exception {
    for (Map.Entry<String, XMLInputFactory> other : OTHERS.entrySet()) {
      assertEquals(element, StaxTree.parse(other.getValue(), element.toBytes()), other.getKey());
      byte[] wrapped =
          ("<w xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
                  + element.toXml("jabber:client")
                  + "</w>")
              .getBytes(UTF_8);
      XmlElement wrapper = StaxTree.parse(other.getValue(), wrapped);
      assertEquals(element, wrapper.elements().get(0), other.getKey());
    }
  }

  @Provide
  Arbitrary<XmlElement> elements() {
    return XmlTrees.elements();
  }
}
