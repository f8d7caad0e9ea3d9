package im.balcony.protocol.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamFrameReaderTest {
  static final String HEADER =
      "<?xml version='1.0'?><stream:stream to='a.example' version='1.0' xml:lang='en'"
          + " xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

  private static List<StreamFrame> read(String xml) {
    List<StreamFrame> frames = new ArrayList<>();
    byte[] bytes = xml.getBytes(UTF_8);
    new StreamFrameReader(XmlLimits.DEFAULT).feed(bytes, 0, bytes.length, frames::add);
    return frames;
  }

  @Test
  void aStreamIsAHeaderItsElementsAndAnEnd() {
    String message = "<message to='b@a.example'><body>Hi &amp; bye</body></message>";
    XmlElement expected =
        XmlElement.named("message", "jabber:client")
            .attribute("to", "b@a.example")
            .child(XmlElement.named("body", "jabber:client").text("Hi & bye").build())
            .build();
    assertEquals(
        List.of(
            new StreamFrame.Open("a.example", null, "1.0", "en", "jabber:client"),
            new StreamFrame.Element(expected, message.length()),
            new StreamFrame.Close()),
        read(HEADER + " \n" + message + " </stream:stream>"));
  }

  @Test
  void bytesMayBeCutAtEveryPlace() {
    String xml =
        HEADER
            + "<iq id='1' type='get'><ping xmlns='urn:xmpp:ping'/></iq> \r\n"
            + "<message><body>ü😀<![CDATA[<x>]]]]><![CDATA[>]]></body></message></stream:stream>";
    byte[] bytes = xml.getBytes(UTF_8);
    List<StreamFrame> whole = read(xml);
    assertEquals(4, whole.size());
    for (int cut = 0; cut <= bytes.length; cut++) {
      List<StreamFrame> frames = new ArrayList<>();
      StreamFrameReader reader = new StreamFrameReader(XmlLimits.DEFAULT);
      reader.feed(bytes, 0, cut, frames::add);
      reader.feed(bytes, cut, bytes.length - cut, frames::add);
      assertEquals(whole, frames);
    }
  }
}
