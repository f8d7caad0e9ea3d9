package im.balcony.actors.session;

import im.balcony.protocol.xml.XmlElement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A stanza to many, written once: as UTF-8 up to the place of its address, and from there on.
 *
 * @param tail of the bytes, beginning behind the value of the address
 */
public record OpenStanza(byte[] head, byte[] tail) {
  /** The address of this one, if it has any, is left out. */
  public static OpenStanza of(XmlElement stanza) {
    var xml = stanza.withAttribute("to", null).toXml();
    var at = 1 + stanza.name().length();
    return new OpenStanza(utf8(xml.substring(0, at) + " to='"), utf8("'" + xml.substring(at)));
  }

  /** The whole stanza as this client gets it, in namespace jabber:client. */
  public byte[] to(String address) {
    var middle = utf8(escaped(address));
    return ByteBuffer.allocate(size() + middle.length).put(head).put(middle).put(tail).array();
  }

  /** In bytes, without the address. */
  public int size() {
    return head.length + tail.length;
  }

  private static String escaped(String address) {
    return address
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&apos;");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
