package im.balcony.protocol.stream;

import im.balcony.protocol.xml.XmlContext;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlFault;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one stream, cut anywhere, into frames (RFC 6120 section 4); never throws on
 * input.
 *
 * <p>A stanza that lies whole in the bytes that came is parsed where it lies. Only a part of one is
 * kept, so that a reader between two stanzas holds no buffer at all.
 */
public final class StreamFrameReader {
  private static final int FIRST_PART_BYTES = 512;
  private static final byte[] NOTHING = {};
  private static final byte[] END = "</stream:stream".getBytes(StandardCharsets.US_ASCII);

  private XmlLimits limits;
  private FrameScanner scanner;
  private XmlContext context = XmlContext.NONE;
  private byte[] part = NOTHING;
  private int partSize;
  private boolean declared;
  private boolean opened;
  private boolean ended;
  private boolean spaceIsFault;
  private int streams;

  public StreamFrameReader(XmlLimits limits) {
    this.limits = limits;
    this.scanner = new FrameScanner(limits);
  }

  /** Reads on. After {@link StreamFrame.Malformed} or {@link StreamFrame.Close} it ignores all. */
  public void feed(byte[] buf, int off, int len, Consumer<StreamFrame> out) {
    int at = off;
    int end = off + len;
    int stream = streams;
    while (!ended && stream == streams) {
      if (partSize == 0) {
        int space = at;
        while (at < end && isSpace(buf[at])) {
          at++;
        }
        if (at > space && spaceIsFault) {
          end(out, StreamErrorCondition.POLICY_VIOLATION, "white space in a login");
          return;
        }
      }
      if (at == end) {
        return;
      }
      if (partSize == 0 && opened) {
        // Nearly always the stanza is here, whole and good: then nothing has to be scanned first.
        XmlParser.First first = XmlParser.first(buf, at, end, context, limits);
        if (first != null) {
          element(first.element(), buf, at, first.end(), out);
          at = first.end();
          continue;
        }
      }
      int stop = scanner.scan(buf, at, end);
      XmlFault fault = scanner.fault();
      if (partSize + (stop - at) > limits.stanzaBytesMax()) {
        end(out, StreamErrorCondition.POLICY_VIOLATION, "stanza too big");
      } else if (fault != null) {
        end(out, StreamErrorCondition.of(fault), scanner.detail());
      } else if (scanner.kind() == null) {
        keep(buf, at, stop);
      } else if (partSize == 0) {
        frame(buf, at, stop, out);
      } else {
        keep(buf, at, stop);
        byte[] whole = part;
        int size = partSize;
        drop();
        frame(whole, 0, size, out);
      }
      at = stop;
    }
  }

  /**
   * A new stream begins with the next bytes fed. What is left of the bytes being fed is discarded:
   * it was sent before the peer could know (RFC 6120 section 5.4.3.3: nothing said in the clear
   * counts after TLS).
   */
  public void restart() {
    scanner = new FrameScanner(limits);
    context = XmlContext.NONE;
    drop();
    declared = false;
    opened = false;
    ended = false;
    spaceIsFault = false;
    streams++;
  }

  /** The stream goes on under these limits, from the frame on that is next or has begun. */
  public void limitTo(XmlLimits next) {
    limits = next;
    scanner.limitTo(next);
  }

  /**
   * Whether white space between the elements ends the stream from the next byte on, as it does
   * while a client logs in (XEP-0388 section 2.4); else it is let pass.
   */
  public void spaceIsFault(boolean fault) {
    spaceIsFault = fault;
  }

  /** Bytes of a frame that has begun and not ended: how long that takes is the owner's to limit. */
  public int partialBytes() {
    return partSize;
  }

  private void frame(byte[] in, int from, int to, Consumer<StreamFrame> out) {
    FrameScanner.Kind kind = scanner.kind();
    try {
      if (kind == FrameScanner.Kind.ELEMENT) {
        element(XmlParser.parse(in, from, to, context, limits), in, from, to, out);
      } else if (kind == FrameScanner.Kind.HEADER) {
        header(in, from, to, out);
      } else if (kind == FrameScanner.Kind.DECLARATION) {
        declaration(in, from, to, out);
      } else {
        close(in, from, to, out);
      }
    } catch (XmlException e) {
      end(out, StreamErrorCondition.of(e.fault()), e.detail());
    }
  }

  private void element(XmlElement element, byte[] in, int from, int to, Consumer<StreamFrame> out) {
    if (element.namespace().equals(context.defaultNamespace()) && hasPrefix(in, from)) {
      // RFC 6120 section 4.8.5: content has no prefix.
      end(out, StreamErrorCondition.BAD_NAMESPACE_PREFIX, "prefix on a stanza");
    } else {
      out.accept(new StreamFrame.Element(element, to - from));
    }
  }

  private void header(byte[] in, int from, int to, Consumer<StreamFrame> out) throws XmlException {
    StreamHeader.Opened header = StreamHeader.read(in, from, to, limits);
    context = header.context();
    opened = true;
    boolean closedAtOnce = in[to - 2] == '/';
    ended = closedAtOnce || header.frame() instanceof StreamFrame.Malformed;
    int stream = streams;
    out.accept(header.frame());
    if (closedAtOnce && stream == streams && header.frame() instanceof StreamFrame.Open) {
      out.accept(new StreamFrame.Close());
    }
  }

  private void declaration(byte[] in, int from, int to, Consumer<StreamFrame> out) {
    StreamFrame.@Nullable Malformed fault =
        declared
            ? new StreamFrame.Malformed(StreamErrorCondition.NOT_WELL_FORMED, "declared twice")
            : StreamHeader.declarationFault(in, from, to, limits);
    declared = true;
    if (fault != null) {
      end(out, fault.condition(), fault.detail());
    }
  }

  private void close(byte[] in, int from, int to, Consumer<StreamFrame> out) {
    int at = from;
    while (at < to && at - from < END.length && in[at] == END[at - from]) {
      at++;
    }
    boolean matches = at - from == END.length;
    while (at < to && isSpace(in[at])) {
      at++;
    }
    if (matches && in[at] == '>') {
      ended = true;
      out.accept(new StreamFrame.Close());
    } else {
      end(out, StreamErrorCondition.NOT_WELL_FORMED, "end tag of another element");
    }
  }

  private void end(Consumer<StreamFrame> out, StreamErrorCondition condition, String detail) {
    ended = true;
    drop();
    out.accept(new StreamFrame.Malformed(condition, detail));
  }

  private void keep(byte[] buf, int from, int to) {
    int size = partSize + to - from;
    if (size > part.length) {
      // Four times as much each time: what is outgrown is garbage that a hostile peer can make.
      int room = Math.max(FIRST_PART_BYTES, 4 * part.length);
      part = Arrays.copyOf(part, Math.max(size, Math.min(room, limits.stanzaBytesMax())));
    }
    System.arraycopy(buf, from, part, partSize, to - from);
    partSize = size;
  }

  private void drop() {
    part = NOTHING;
    partSize = 0;
  }

  private static boolean hasPrefix(byte[] in, int from) {
    for (int i = from + 1; ; i++) {
      byte b = in[i];
      if (b == ':') {
        return true;
      }
      if (b == '>' || b == '/' || isSpace(b)) {
        return false;
      }
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
