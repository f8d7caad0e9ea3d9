package im.balcony.edge.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** A stanza that names its namespace, where no stream header around it does. */
final class WholeStanza {
  private static final byte[] XMLNS = " xmlns=".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLIENT = " xmlns='jabber:client'".getBytes(StandardCharsets.US_ASCII);

  private WholeStanza() {}

  /** A stanza made for a TCP stream leaves out what the stream header has declared. */
  static ByteBuf of(byte[] xml, ByteBufAllocator alloc) {
    int nameEnd = 1;
    while (nameEnd < xml.length && !isEndOfName(xml[nameEnd])) {
      nameEnd++;
    }
    var out = alloc.ioBuffer(xml.length + CLIENT.length);
    if (declaresNamespace(xml, nameEnd)) {
      return out.writeBytes(xml);
    }
    return out.writeBytes(xml, 0, nameEnd)
        .writeBytes(CLIENT)
        .writeBytes(xml, nameEnd, xml.length - nameEnd);
  }

  /** Whether the first tag has an xmlns of its own; a quoted '>' cannot hide one before it. */
  private static boolean declaresNamespace(byte[] xml, int from) {
    for (int at = from; at < xml.length && xml[at] != '>'; at++) {
      int matched = 0;
      while (matched < XMLNS.length
          && at + matched < xml.length
          && xml[at + matched] == XMLNS[matched]) {
        matched++;
      }
      if (matched == XMLNS.length) {
        return true;
      }
      if (xml[at] == '\'' || xml[at] == '"') {
        int quote = xml[at++];
        while (at < xml.length && xml[at] != quote) {
          at++;
        }
      }
    }
    return false;
  }

  private static boolean isEndOfName(byte b) {
    return b == ' ' || b == '>' || b == '/' || b == '\n' || b == '\t' || b == '\r';
  }
}
