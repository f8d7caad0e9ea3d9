package im.balcony.protocol.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xml.OtherParsers;
import im.balcony.protocol.xml.StaxTree;
import im.balcony.protocol.xml.XmlContext;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlTrees;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/**
 * HARDENING A5: damaged streams get the same verdict from us as from the JDK's parser and Woodstox,
 * and where all accept them, the same stanzas: none can be smuggled in another one.
 */
class StreamDifferentialTest {
  private static final Map<String, XMLInputFactory> OTHERS = OtherParsers.factories();
  private static final String HEADER =
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

  /** In ISO-8859-1: each character is a byte. */
  private static final List<String> DAMAGE =
      List.of(
          "<",
          ">",
          "/",
          "'",
          "\"",
          "=",
          " ",
          "&",
          ";",
          "]]>",
          "]]",
          "<!--",
          "-->",
          "<![CDATA[",
          "<?x?>",
          "<!DOCTYPE x>",
          "&amp;",
          "&lt;",
          "&x;",
          "&#60;",
          "&#x3C;",
          "&#0;",
          "&#xD800;",
          "&#xFFFE;",
          "&#x1F600;",
          "&#;",
          "&#x;",
          "&#65",
          "\0",
          "\u0001",
          "\u000B",
          "\u007F",
          "\r",
          "\n",
          "\t",
          "\u00C0\u0080",
          "\u00C0\u00AF",
          "\u00E0\u0080\u00AF",
          "\u00ED\u00A0\u0080",
          "\u00ED\u00B0\u0080",
          "\u00EF\u00BF\u00BE",
          "\u00EF\u00BF\u00BF",
          "\u00EF\u00BB\u00BF",
          "\u00F4\u0090\u0080\u0080",
          "\u00F0\u0080\u0080\u0080",
          "\u00F8",
          "\u00FF",
          "\u0080",
          "\u00C3",
          "\u00C3\u00A9",
          "\u00E2\u0082",
          "<a>",
          "</a>",
          "<a/>",
          "<b:a/>",
          " xmlns='u'",
          " xmlns:b='u'",
          " b:c='1'",
          " xml:lang='x'",
          " xmlns:xml='u'",
          " xmlns:b=''",
          " xmlns:xmlns='u'",
          " a='1' a='2'",
          "a:",
          ":",
          "-",
          "1",
          ".",
          "</message>",
          "<message>",
          "<stream:stream>",
          "xmlns",
          "stream:");

  @Property(tries = 5000)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void everyParserSeesTheSameStanzas(@ForAll("bodies") byte[] body) throws XMLStreamException {
    byte[] document = joined(HEADER.getBytes(UTF_8), body, "</stream:stream>".getBytes(UTF_8));
    List<StreamFrame> frames = whole(document);
    Optional<List<XmlElement>> ours = verdict(frames);
    Statistics.label("accepted")
        .collect(ours.isPresent())
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 10);
              coverage.check(false).percentage(share -> share > 10);
            });
    boolean allAccept = true;
    for (XMLInputFactory other : OTHERS.values()) {
      Optional<List<XmlElement>> verdict = oracle(other, document);
      // Each of them lets something pass that XML forbids; both together do not.
      allAccept &= verdict.isPresent();
      for (XmlElement element : ours.orElse(List.of())) {
        assertEquals(element, StaxTree.parse(other, element.toBytes()));
      }
      if (ours.isPresent()) {
        assertEquals(verdict, ours, () -> new String(document, ISO_8859_1) + " is " + frames);
      }
    }
    assertEquals(
        allAccept, ours.isPresent(), () -> new String(document, ISO_8859_1) + " is " + frames);
  }

  @Property(tries = 3000)
  void itDoesNotMatterHowTheBytesCome(@ForAll("bodies") byte[] body, @ForAll Random random) {
    byte[] document = joined(HEADER.getBytes(UTF_8), body, "</stream:stream>".getBytes(UTF_8));
    List<StreamFrame> whole = conditions(whole(document));
    List<StreamFrame> cut = new ArrayList<>();
    StreamFrameReader reader = new StreamFrameReader(XmlLimits.DEFAULT);
    for (int at = 0; at < document.length; ) {
      int length = Math.min(document.length - at, 1 + random.nextInt(1 + random.nextInt(60)));
      reader.feed(document, at, length, cut::add);
      at += length;
    }
    List<StreamFrame> bytewise = new ArrayList<>();
    StreamFrameReader slow = new StreamFrameReader(XmlLimits.DEFAULT);
    for (int at = 0; at < document.length; at++) {
      slow.feed(document, at, 1, bytewise::add);
    }
    assertEquals(whole, conditions(cut));
    assertEquals(whole, conditions(bytewise));
  }

  private static List<StreamFrame> whole(byte[] document) {
    List<StreamFrame> frames = new ArrayList<>();
    new StreamFrameReader(XmlLimits.DEFAULT).feed(document, 0, document.length, frames::add);
    return frames;
  }

  /** The words of a refusal may differ by how the bytes came; that it is one may not. */
  private static List<StreamFrame> conditions(List<StreamFrame> frames) {
    return frames.stream()
        .map(
            frame ->
                frame instanceof StreamFrame.Malformed bad
                    ? new StreamFrame.Malformed(bad.condition(), "")
                    : frame)
        .toList();
  }

  /** The stanzas of a stream that was good to its end. */
  private static Optional<List<XmlElement>> verdict(List<StreamFrame> frames) {
    if (!(frames.get(frames.size() - 1) instanceof StreamFrame.Close)) {
      return Optional.empty();
    }
    assertTrue(frames.get(0) instanceof StreamFrame.Open);
    List<XmlElement> elements = new ArrayList<>();
    for (StreamFrame frame : frames.subList(1, frames.size() - 1)) {
      XmlElement element = ((StreamFrame.Element) frame).element();
      elements.add(element);
    }
    return Optional.of(elements);
  }

  private static Optional<List<XmlElement>> oracle(XMLInputFactory factory, byte[] document) {
    try {
      // Woodstox takes overlong sequences, so the encoding is judged by the JDK's strict decoder.
      UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
      XmlElement stream = StaxTree.parse(factory, document);
      boolean allowed =
          stream.text().isBlank()
              && stream.elements().stream().noneMatch(StreamDifferentialTest::isStream);
      return allowed ? Optional.of(stream.elements()) : Optional.empty();
    } catch (XMLStreamException | CharacterCodingException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isStream(XmlElement element) {
    return element.is("stream", XmlContext.STREAMS)
        || element.elements().stream().anyMatch(StreamDifferentialTest::isStream);
  }

  @Provide
  Arbitrary<byte[]> bodies() {
    return Combinators.combine(
            XmlTrees.elements().list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(DAMAGE).list().ofMaxSize(3),
            Arbitraries.randoms())
        .as(
            (elements, damage, random) -> {
              StringBuilder body = new StringBuilder();
              for (XmlElement element : elements) {
                byte[] bytes = element.toBytes("jabber:client");
                body.append(new String(bytes, ISO_8859_1)).append(random.nextBoolean() ? "" : "\n");
              }
              for (String piece : damage) {
                int at = random.nextInt(body.length());
                int removed = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
                body.replace(at, Math.min(body.length(), at + removed), piece);
              }
              return body.toString().getBytes(ISO_8859_1);
            });
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
