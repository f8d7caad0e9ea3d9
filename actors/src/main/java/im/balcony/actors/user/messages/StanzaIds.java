package im.balcony.actors.user.messages;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Stanza ids of XEP-0359: forged ones go (section 5), ours is put before the closing tag. */
public final class StanzaIds {
  public static final String NAMESPACE = "urn:xmpp:sid:0";
  private static final byte[] CLOSING = "</message>".getBytes(StandardCharsets.UTF_8);

  private StanzaIds() {}

  /** The message without stanza-ids that claim to be by one of these two accounts. */
  static XmlElement withoutForged(XmlElement message, Jid one, Jid other) {
    return message.withoutChildren(
        child -> child.is("stanza-id", NAMESPACE) && isBy(child, one, other));
  }

  private static boolean isBy(XmlElement stanzaId, Jid one, Jid other) {
    var by = Jid.tryParse(stanzaId.attribute("by")).map(Jid::bare).orElse(null);
    return by == null || by.equals(one) || by.equals(other);
  }

  /**
   * The bytes of a message with the archive id of this account inside. Only the end is looked at:
   * what we store was written by us, without blanks in closing tags.
   */
  public static byte[] append(byte[] message, Jid account, long archiveId) {
    var id =
        ("<stanza-id xmlns='urn:xmpp:sid:0' by='" + escaped(account) + "' id='" + archiveId + "'/>")
            .getBytes(StandardCharsets.UTF_8);
    if (endsWith(message, CLOSING)) {
      var at = message.length - CLOSING.length;
      var spliced = Arrays.copyOf(message, message.length + id.length);
      System.arraycopy(id, 0, spliced, at, id.length);
      System.arraycopy(CLOSING, 0, spliced, at + id.length, CLOSING.length);
      return spliced;
    }
    if (message.length < 2
        || message[message.length - 1] != '>'
        || message[message.length - 2] != '/') {
      throw new IllegalArgumentException("not a message stanza");
    }
    var at = message.length - 1;
    var spliced = Arrays.copyOf(message, at + id.length + CLOSING.length);
    spliced[at - 1] = '>';
    System.arraycopy(id, 0, spliced, at, id.length);
    System.arraycopy(CLOSING, 0, spliced, at + id.length, CLOSING.length);
    return spliced;
  }

  /** A bare JID may hold an ampersand or an apostrophe in no part but a resource (RFC 7622 3.3). */
  private static String escaped(Jid account) {
    var text = account.bare().toString();
    return text.indexOf('&') < 0 && text.indexOf('\'') < 0 && text.indexOf('<') < 0
        ? text
        : text.replace("&", "&amp;").replace("'", "&apos;").replace("<", "&lt;");
  }

  private static boolean endsWith(byte[] bytes, byte[] end) {
    return bytes.length >= end.length
        && Arrays.equals(bytes, bytes.length - end.length, bytes.length, end, 0, end.length);
  }
}
