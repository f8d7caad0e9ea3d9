package im.balcony.protocol.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlLimits;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What one message of 250 bytes costs, printed: {@code mvn test -pl protocol
 * -Dtest.excluded.groups= -Dtest=ParseAndWriteCostTest}.
 */
@Tag("bench")
class ParseAndWriteCostTest {
  private static final int ROUNDS = 12;
  private static final int STANZAS = 200_000;
  private static final byte[] HEADER = StreamFrameReaderTest.HEADER.getBytes(UTF_8);
  private static final byte[] MESSAGE =
      ("<message to='juliet@capulet.example/balcony' type='chat' id='0f3a9b6c-2d11-4c6e-a7f1'"
              + " xml:lang='en'><body>Wherefore art thou, Romeo? It is late already.</body>"
              + "<origin-id xmlns='urn:xmpp:sid:0' id='0f3a9b6c-2d11-4c6e-a7f1'/>"
              + "<request xmlns='urn:xmpp:receipts'/></message>")
          .getBytes(UTF_8);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long sink;

  interface Work {
    void run() throws Exception;
  }

  @Test
  void theCostOfOneMessage() throws Exception {
    StreamFrameReader own = opened(new StreamFrameReader(XmlLimits.DEFAULT));
    AaltoStream aalto = new AaltoStream();
    aalto.feed(HEADER, 0, HEADER.length, element -> {});
    List<XmlElement> read = new ArrayList<>();
    aalto.feed(MESSAGE, 0, MESSAGE.length, read::add);
    XmlElement message = read.get(0);
    System.out.println("message bytes " + MESSAGE.length);
    measure("read, own", () -> own.feed(MESSAGE, 0, MESSAGE.length, frame -> sink++));
    measure("read, Aalto", () -> aalto.feed(MESSAGE, 0, MESSAGE.length, element -> sink++));
    measure(
        "read in two parts, own",
        () -> {
          own.feed(MESSAGE, 0, 100, frame -> sink++);
          own.feed(MESSAGE, 100, MESSAGE.length - 100, frame -> sink++);
        });
    measure(
        "to stanza", () -> sink += StanzaReader.read(message) instanceof StanzaReader.Read ? 1 : 0);
    measure("write", () -> sink += message.toBytes("jabber:client").length);
    assertTrue(sink > 0);
  }

  @Test
  void theMemoryOfAnIdleReader() {
    int readers = 10_000;
    List<Object> held = new ArrayList<>(readers);
    long before = used();
    for (int i = 0; i < readers; i++) {
      StreamFrameReader reader = opened(new StreamFrameReader(XmlLimits.DEFAULT));
      reader.feed(MESSAGE, 0, 100, frame -> sink++);
      reader.feed(MESSAGE, 100, MESSAGE.length - 100, frame -> sink++);
      held.add(reader);
    }
    System.out.println("idle reader, own: bytes " + (used() - before) / readers);
    assertTrue(held.size() == readers);
  }

  @Test
  void theMemoryOfAnIdleAaltoReader() throws Exception {
    int readers = 10_000;
    List<Object> held = new ArrayList<>(readers);
    long before = used();
    for (int i = 0; i < readers; i++) {
      AaltoStream aalto = new AaltoStream();
      aalto.feed(HEADER, 0, HEADER.length, element -> {});
      aalto.feed(MESSAGE, 0, MESSAGE.length, element -> sink++);
      held.add(aalto);
    }
    System.out.println("idle reader, Aalto: bytes " + (used() - before) / readers);
    assertTrue(held.size() == readers);
  }

  private static StreamFrameReader opened(StreamFrameReader reader) {
    reader.feed(HEADER, 0, HEADER.length, frame -> {});
    return reader;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void measure(String what, Work work) throws Exception {
    long best = Long.MAX_VALUE;
    long allocated = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long bytesBefore = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      long before = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < STANZAS; i++) {
        work.run();
      }
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - before);
      allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore;
    }
    System.out.printf("%s: %d ns, %d bytes allocated%n", what, best / STANZAS, allocated / STANZAS);
  }
}
