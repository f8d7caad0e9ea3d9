package im.balcony.edge.codec;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlContext;
import im.balcony.protocol.xml.XmlElement;

/** The server's own stream header, on TCP (RFC 6120 4.7) and on WebSocket (RFC 7395 3.3.1). */
final class StreamHeaders {
  static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";
  private static final String START = "<stream:stream";
  private static final String SERVER = "jabber:server";

  /** Between servers its prefix is declared as well (XEP-0220 2). */
  private static final String DIALBACK = " xmlns:db='jabber:server:dialback'";

  static final String END = "</stream:stream>";

  private StreamHeaders() {}

  static String overTcp(StreamFrame.Open open) {
    var header = attributes(open, XmlContext.STREAMS).toXml();
    // The writer closes an empty element; a stream stays open.
    var rest = header.substring(START.length(), header.length() - "/>".length());
    var dialback = open.namespace().equals(SERVER) ? DIALBACK : "";
    return "<?xml version='1.0'?>"
        + START
        + " xmlns='"
        + open.namespace()
        + "'"
        + dialback
        + rest
        + ">";
  }

  static XmlElement overWebSocket(StreamFrame.Open open) {
    return attributes(open, FRAMING);
  }

  private static XmlElement attributes(StreamFrame.Open open, String namespace) {
    return XmlElement.named(namespace.equals(FRAMING) ? "open" : "stream", namespace)
        .attribute("id", open.id())
        .attribute("from", open.from())
        .attribute("to", open.to())
        .attribute("version", open.version())
        .attribute("xml:lang", open.lang())
        .build();
  }
}
