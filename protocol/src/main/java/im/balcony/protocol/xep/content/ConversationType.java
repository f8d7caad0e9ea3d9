package im.balcony.protocol.xep.content;

import im.balcony.protocol.xep.eme.Encryption;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kinds of conversation that one may have with the same peer: in the clear, and one for each
 * method of encryption (Client Synchronization: the type is the method's namespace).
 */
public final class ConversationType {
  /** Messages in the clear. */
  public static final String CHAT = "urn:xabber:chat";

  /** Unknown methods make no conversations of their own: their number must have an end. */
  private static final Set<String> ENCRYPTED =
      Set.of(
          "urn:xmpp:omemo:2",
          "urn:xmpp:omemo:1",
          "eu.siacs.conversations.axolotl",
          "urn:xmpp:openpgp:0",
          "urn:xmpp:otr:0",
          "jabber:x:encrypted");

  private static final List<String> ALL =
      Stream.concat(Stream.of(CHAT), ENCRYPTED.stream().sorted()).toList();

  private ConversationType() {}

  /** Every type there is. */
  public static List<String> all() {
    return ALL;
  }

  public static boolean isKnown(String type) {
    return ALL.contains(type);
  }

  static String of(XmlElement message) {
    var named = Encryption.in(message);
    if (named.isPresent()) {
      return ENCRYPTED.contains(named.get().method()) ? named.get().method() : CHAT;
    }
    for (var child : message.elements()) {
      if (ENCRYPTED.contains(child.namespace())) {
        return child.namespace();
      }
    }
    return CHAT;
  }
}
