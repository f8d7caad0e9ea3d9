package im.balcony.protocol.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void spaceIsAFaultWhereOnlyElementsMayCome() {
    String message = "<message xml:lang='en' >\n</message>";
    for (String space : List.of(" ", "\n", "\t", "\r")) {
      byte[] good = (HEADER + " \n" + message).getBytes(UTF_8);
      byte[] bad = (message + space + message).getBytes(UTF_8);
      for (int cut = 0; cut <= bad.length; cut++) {
        List<StreamFrame> frames = new ArrayList<>();
        StreamFrameReader reader = new StreamFrameReader(XmlLimits.DEFAULT);
        reader.feed(good, 0, good.length, frames::add);
        reader.spaceIsFault(true);
        reader.feed(bad, 0, cut, frames::add);
        reader.feed(bad, cut, bad.length - cut, frames::add);

        assertEquals(4, frames.size(), "header, two elements, the fault, and nothing behind it");
        assertEquals(
            new StreamFrame.Malformed(
                StreamErrorCondition.POLICY_VIOLATION, "white space in a login"),
            frames.get(3));
      }
    }
  }

  @Test
  void spaceIsLetPassAgainAndInTheNextStream() {
    List<StreamFrame> frames = new ArrayList<>();
    StreamFrameReader reader = new StreamFrameReader(XmlLimits.DEFAULT);
    byte[] stream = (HEADER + " <a/> ").getBytes(UTF_8);
    reader.feed(stream, 0, stream.length, frames::add);
    reader.spaceIsFault(true);
    reader.spaceIsFault(false);
    reader.feed(stream, stream.length - 1, 1, frames::add);
    reader.spaceIsFault(true);
    reader.restart();
    reader.feed(stream, 0, stream.length, frames::add);

    assertEquals(4, frames.size());
    assertTrue(frames.stream().noneMatch(StreamFrame.Malformed.class::isInstance));
  }

  @Test
  void theHeaderTellsAllItsAttributes() {
    String header =
        "<stream:stream from='a.example' to='b@a.example' id='x1' version='1.0' xml:lang='de'"
            + " xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:server'"
            + " xmlns:db='jabber:server:dialback'>";
    assertEquals(
        List.of(
            new StreamFrame.Open("b@a.example", "a.example", "1.0", "de", "jabber:server", "x1")),
        read(header));
    // The prefixes that it declares are in force in the stream.
    StreamFrame.Element result =
        (StreamFrame.Element) read(header + "<db:result to='a'>key</db:result>").get(1);
    assertTrue(result.element().is("result", "jabber:server:dialback"));
  }

  @Test
  void aDeclarationMayComeFirstAndSpaceMayComeAnywhereBetween() {
    for (String before :
        List.of(
            "",
            "<?xml version='1.0'?>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            " \r\n<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n")) {
      List<StreamFrame> frames =
          read(before + HEADER.substring(HEADER.indexOf("<stream")) + " \t\r\n");
      assertEquals(1, frames.size());
      assertTrue(frames.get(0) instanceof StreamFrame.Open);
    }
  }

  @Test
  void whitespaceToKeepTheConnectionAliveIsNoFrameAndTakesNoMemory() {
    StreamFrameReader reader = new StreamFrameReader(XmlLimits.UNAUTHENTICATED);
    List<StreamFrame> frames = new ArrayList<>();
    byte[] header = HEADER.getBytes(UTF_8);
    reader.feed(header, 0, header.length, frames::add);
    byte[] space = " ".repeat(1000).getBytes(UTF_8);
    for (int i = 0; i < 1000; i++) {
      reader.feed(space, 0, space.length, frames::add);
    }
    assertEquals(1, frames.size());
    assertEquals(0, reader.partialBytes());
  }

  @Test
  void aStreamMayBeClosedWithItsHeader() {
    assertEquals(
        List.of(
            new StreamFrame.Open(null, null, null, null, "jabber:client"), new StreamFrame.Close()),
        read(
            "<stream:stream xmlns='jabber:client'"
                + " xmlns:stream='http://etherx.jabber.org/streams'/>"));
  }

  @Test
  void nothingIsReadAfterTheEnd() {
    assertEquals(2, read(HEADER + "</stream:stream><message/>").size());
    assertEquals(2, read(HEADER + "</stream:stream\n><message/>").size());
    assertEquals(2, read(HEADER + "<message><!--").size());
    assertEquals(2, read(HEADER + "<!-- --><message/><message/>").size());
  }

  /** HARDENING A6: what was sent in the clear behind starttls is not read after TLS. */
  @Test
  void aRestartForgetsTheStreamAndDiscardsWhatIsBeingFed() {
    StreamFrameReader reader = new StreamFrameReader(XmlLimits.DEFAULT);
    List<StreamFrame> frames = new ArrayList<>();
    byte[] clear =
        (HEADER + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><message/><mess")
            .getBytes(UTF_8);
    reader.feed(
        clear,
        0,
        clear.length,
        frame -> {
          frames.add(frame);
          if (frame instanceof StreamFrame.Element) {
            reader.restart();
          }
        });
    assertEquals(2, frames.size());
    assertEquals(0, reader.partialBytes());
    byte[] secret = (HEADER + "<presence/>").getBytes(UTF_8);
    reader.feed(secret, 0, secret.length, frames::add);
    assertEquals(4, frames.size());
    assertTrue(frames.get(2) instanceof StreamFrame.Open);
    assertTrue(frames.get(3) instanceof StreamFrame.Element);
  }

  @Test
  void aRestartBeginsAnewAfterAnErrorToo() {
    StreamFrameReader reader = new StreamFrameReader(XmlLimits.DEFAULT);
    List<StreamFrame> frames = new ArrayList<>();
    byte[] bad = (HEADER + "<a").getBytes(UTF_8);
    reader.feed(bad, 0, bad.length, frames::add);
    assertEquals(2, reader.partialBytes());
    reader.restart();
    byte[] good = HEADER.getBytes(UTF_8);
    reader.feed(good, 0, good.length, frames::add);
    assertEquals(frames.get(0), frames.get(1));
  }

  @Test
  void aWrongEndTagIsRefusedWhereItStands() {
    // the outermost element is not complete in any of them
    for (String wrong :
        List.of(
            "<message><body>Hi</message>",
            "<message><body>Hi</bod>",
            "<message><body>Hi</bodyy >",
            "<message><a><b c='1'/></b>",
            "<message><a\n><b/></a></a>",
            "<message><x:a xmlns:x='u'></a>",
            "<message><body></ body>")) {
      byte[] bytes = (HEADER + wrong).getBytes(UTF_8);
      for (int cut = 0; cut <= bytes.length; cut++) {
        List<StreamFrame> frames = new ArrayList<>();
        StreamFrameReader reader = new StreamFrameReader(XmlLimits.DEFAULT);
        reader.feed(bytes, 0, cut, frames::add);
        reader.feed(bytes, cut, bytes.length - cut, frames::add);
        assertEquals(2, frames.size(), wrong);
        assertEquals(
            StreamErrorCondition.NOT_WELL_FORMED,
            ((StreamFrame.Malformed) frames.get(1)).condition());
      }
    }
  }

  @Test
  void namesThatLookAlikeToTheScannerAreToldApartAtTheEnd() {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    assertEquals(1, read(HEADER + "<message><Aa></BB>").size());
    StreamFrame refused = read(HEADER + "<message><Aa></BB></message>").get(1);
    assertEquals(
        StreamErrorCondition.NOT_WELL_FORMED, ((StreamFrame.Malformed) refused).condition());
  }

  @Test
  void endTagsMayHaveSpaceBehindTheName() {
    assertTrue(
        read(HEADER + "<message><body\t>Hi</body\r\n ></message >").get(1)
            instanceof StreamFrame.Element);
  }

  @Test
  void manyPrefixesAreTooMany() {
    StringBuilder many = new StringBuilder(HEADER + "<message");
    for (int i = 0; i <= XmlLimits.DEFAULT.namespacesMax(); i++) {
      many.append(" xmlns:p").append(i).append("='u'");
    }
    StreamFrame refused = read(many + "/>").get(1);
    assertEquals(
        StreamErrorCondition.POLICY_VIOLATION, ((StreamFrame.Malformed) refused).condition());
  }

  @Test
  void aStanzaOfExactlyTheLimitPasses() {
    String stanza =
        "<message>" + "x".repeat(XmlLimits.DEFAULT.stanzaBytesMax() - 19) + "</message>";
    assertEquals(XmlLimits.DEFAULT.stanzaBytesMax(), stanza.length());
    assertTrue(read(HEADER + stanza + stanza).get(2) instanceof StreamFrame.Element);
    assertTrue(
        read(HEADER + stanza.replaceFirst("x", "xx")).get(1) instanceof StreamFrame.Malformed);
  }

  @Test
  void otherLimitsHoldFromTheNextFrameOn() {
    var few = XmlLimits.DEFAULT.withStanzaBytesMax(200);
    var stanza = ("<message>" + "x".repeat(300) + "</message>").getBytes(UTF_8);
    for (int cut = 0; cut <= 150; cut++) {
      List<StreamFrame> frames = new ArrayList<>();
      StreamFrameReader reader = new StreamFrameReader(few);
      byte[] header = HEADER.getBytes(UTF_8);
      reader.feed(header, 0, header.length, frames::add);
      reader.feed(stanza, 0, cut, frames::add);
      reader.limitTo(XmlLimits.DEFAULT);
      reader.feed(stanza, cut, stanza.length - cut, frames::add);
      assertTrue(frames.get(1) instanceof StreamFrame.Element, "cut at " + cut);
    }
  }
}
