package im.balcony.protocol.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import im.balcony.protocol.xml.XmlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HARDENING A1, A2, A5: each hostile stream gets its stream error, and the heap stays flat. */
class HostileStreamsTest {
  private static final int CHUNK_BYTES = 8192;
  private static final int BYTEWISE_MAX = 300_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  record Hostile(String condition, String source) {
    @Override
    public String toString() {
      return condition + " | " + source;
    }
  }

  static Stream<Hostile> corpus() {
    try (InputStream file = HostileStreamsTest.class.getResourceAsStream("/hostile-streams.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 2))
          .map(parts -> new Hostile(parts[0], parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void itsStreamErrorEndsTheStream(Hostile hostile) {
    byte[] bytes = bytes(hostile.source());
    for (XmlLimits limits : List.of(XmlLimits.DEFAULT, XmlLimits.UNAUTHENTICATED)) {
      assertEquals(hostile.condition(), condition(read(limits, bytes, bytes.length)));
      assertEquals(hostile.condition(), condition(read(limits, bytes, CHUNK_BYTES)));
      if (bytes.length < BYTEWISE_MAX) {
        assertEquals(hostile.condition(), condition(read(limits, bytes, 1)));
      }
    }
  }

  /** A2: peak heap of a connection is at most four times the limit; what is allocated is more. */
  @ParameterizedTest
  @MethodSource("corpus")
  void itAllocatesLittleBeforeItIsRefused(Hostile hostile) {
    byte[] bytes = bytes(hostile.source());
    read(XmlLimits.DEFAULT, bytes, CHUNK_BYTES);
    long before = allocated();
    read(XmlLimits.DEFAULT, bytes, CHUNK_BYTES);
    long took = allocated() - before;
    assertTrue(took <= 4L * XmlLimits.DEFAULT.stanzaBytesMax(), () -> "allocated bytes " + took);
  }

  /** A2: the dearest stanza that is let through, too. */
  @Test
  void theDearestStanzaAllocatesLittleToo() {
    for (String dear :
        List.of(
            "<m>" + "<a/>".repeat(XmlLimits.DEFAULT.nodesMax() - 1) + "</m>",
            "<m>" + "x<a/>".repeat((XmlLimits.DEFAULT.nodesMax() - 1) / 2) + "</m>",
            "<m>" + "<a xmlns='u'/>".repeat((XmlLimits.DEFAULT.nodesMax() - 1) / 2) + "</m>",
            "<m>"
                + "<a b='0123456789'>0123456789</a>".repeat(XmlLimits.DEFAULT.nodesMax() / 3 - 1)
                + "</m>",
            "<m>" + "\u00C3\u00A9".repeat(XmlLimits.DEFAULT.stanzaBytesMax() / 2 - 10) + "</m>",
            "<m>" + "&lt;".repeat(XmlLimits.DEFAULT.stanzaBytesMax() / 4 - 10) + "</m>")) {
      byte[] bytes = bytes("{header}" + dear);
      for (int chunk : List.of(bytes.length, CHUNK_BYTES)) {
        assertTrue(read(XmlLimits.DEFAULT, bytes, chunk).get(1) instanceof StreamFrame.Element);
        long before = allocated();
        read(XmlLimits.DEFAULT, bytes, chunk);
        long took = allocated() - before;
        assertTrue(took <= 4L * XmlLimits.DEFAULT.stanzaBytesMax(), () -> "allocated " + took);
      }
    }
  }

  /** Copying all the text for each section would make 650 MB of garbage out of this stanza. */
  @Test
  void manySectionsAreNotCopiedManyTimes() {
    int sections = XmlLimits.DEFAULT.stanzaBytesMax() / 20 - 10;
    byte[] bytes = bytes("{header}<m>" + "<![CDATA[01234567]]>".repeat(sections) + "</m>");
    read(XmlLimits.DEFAULT, bytes, bytes.length);
    long before = allocated();
    var stanza = (StreamFrame.Element) read(XmlLimits.DEFAULT, bytes, bytes.length).get(1);
    long took = allocated() - before;
    assertTrue(took <= 8L * XmlLimits.DEFAULT.stanzaBytesMax(), () -> "allocated " + took);
    assertEquals("01234567".repeat(sections), stanza.element().text());
  }

  /** A1: 10,000 tries leave nothing behind. */
  @Test
  void theHeapIsFlatOverManyTries() {
    List<byte[]> corpus =
        corpus()
            .map(hostile -> bytes(hostile.source()))
            .filter(b -> b.length < CHUNK_BYTES)
            .toList();
    tries(corpus, 2000);
    long before = used();
    tries(corpus, 10_000);
    assertTrue(used() - before < 1_000_000, "the heap has grown");
  }

  @Test
  void anEndlessStanzaIsRefusedAsSoonAsItIsTooBig() {
    XmlLimits limits = XmlLimits.UNAUTHENTICATED;
    StreamFrameReader reader = new StreamFrameReader(limits);
    byte[] start = bytes("{header}<message><body>");
    List<StreamFrame> frames = new ArrayList<>();
    reader.feed(start, 0, start.length, frames::add);
    byte[] drip = {'x'};
    int fed = 0;
    while (frames.size() == 1) {
      reader.feed(drip, 0, 1, frames::add);
      fed++;
      assertTrue(fed <= limits.stanzaBytesMax());
    }
    assertEquals("policy-violation", condition(frames));
    assertEquals(0, reader.partialBytes());
  }

  private static void tries(List<byte[]> corpus, int times) {
    for (int i = 0; i < times; i++) {
      byte[] bytes = corpus.get(i % corpus.size());
      read(XmlLimits.UNAUTHENTICATED, bytes, i % 7 == 0 ? 1 : bytes.length);
    }
  }

  private static List<StreamFrame> read(XmlLimits limits, byte[] bytes, int chunk) {
    List<StreamFrame> frames = new ArrayList<>();
    StreamFrameReader reader = new StreamFrameReader(limits);
    for (int at = 0; at < bytes.length; at += chunk) {
      reader.feed(bytes, at, Math.min(chunk, bytes.length - at), frames::add);
    }
    return frames;
  }

  private static String condition(List<StreamFrame> frames) {
    assertTrue(frames.size() <= 3);
    return frames.get(frames.size() - 1) instanceof StreamFrame.Malformed bad
        ? bad.condition().elementName()
        : frames.toString();
  }

  private static byte[] bytes(String source) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\') {
        out.append((char) Integer.parseInt(source, i + 2, i + 4, 16));
        i += 3;
      } else if (c == '{') {
        int close = source.indexOf('}', i);
        String macro = source.substring(i + 1, close);
        int star = macro.indexOf('*');
        out.append(
            macro.equals("header")
                ? StreamFrameReaderTest.HEADER
                : macro.substring(star + 1).repeat(Integer.parseInt(macro.substring(0, star))));
        i = close;
      } else {
        out.append(c);
      }
    }
    return out.toString().getBytes(ISO_8859_1);
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
