package im.balcony.actors.user.messages;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts an account's archive id into a message that is only bytes by now (XEP-0359 section 3). */
public final class ArchiveIdStamp {
  private static final byte[] CLOSING = "</message>".getBytes(StandardCharsets.UTF_8);

  private ArchiveIdStamp() {}

  /**
   * The bytes of a message with the archive id of this account inside. Only the end is looked at:
   * what we store was written by us, without blanks in closing tags.
   */
  public static byte[] on(byte[] message, Jid account, long archiveId) {
    var id =
        ("<stanza-id xmlns='"
                + StanzaIds.NAMESPACE
                + "' by='"
                + escaped(account)
                + "' id='"
                + archiveId
                + "'/>")
            .getBytes(StandardCharsets.UTF_8);
    return with(message, id);
  }

  /**
   * The bytes of a message with one more child at its end.
   *
   * @param child an element that declares its namespace
   */
  public static byte[] with(byte[] message, byte[] child) {
    if (endsWith(message, CLOSING)) {
      var at = message.length - CLOSING.length;
      var spliced = Arrays.copyOf(message, message.length + child.length);
      System.arraycopy(child, 0, spliced, at, child.length);
      System.arraycopy(CLOSING, 0, spliced, at + child.length, CLOSING.length);
      return spliced;
    }
    if (message.length < 2
        || message[message.length - 1] != '>'
        || message[message.length - 2] != '/') {
      throw new IllegalArgumentException("not a message stanza");
    }
    var at = message.length - 1;
    var spliced = Arrays.copyOf(message, at + child.length + CLOSING.length);
    spliced[at - 1] = '>';
    System.arraycopy(child, 0, spliced, at, child.length);
    System.arraycopy(CLOSING, 0, spliced, at + child.length, CLOSING.length);
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
