package im.balcony.protocol.xep.references;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** References in a message; of them the server reads who is mentioned (section 3.2). */
@Xep(number = 372, name = "References", version = "0.5.0")
public final class References {
  public static final String NAMESPACE = "urn:xmpp:reference:0";

  private static final String SCHEME = "xmpp:";

  private References() {}

  /**
   * The addresses that the message mentions: accounts, and occupants of rooms by their nicknames. A
   * reference with an anchor belongs to another message.
   */
  public static List<Jid> mentions(XmlElement message) {
    return message.children("reference", NAMESPACE).stream()
        .filter(reference -> "mention".equals(reference.attribute("type")))
        .filter(reference -> reference.attribute("anchor") == null)
        .flatMap(reference -> address(reference.attribute("uri")))
        .toList();
  }

  /** RFC 5122 section 2: the address of an entity, without query and fragment. */
  private static Stream<Jid> address(@Nullable String uri) {
    if (uri == null || !uri.startsWith(SCHEME) || uri.startsWith(SCHEME + "//")) {
      return Stream.empty();
    }
    return unescaped(uri.substring(SCHEME.length()).split("[?#]", 2)[0])
        .flatMap(Jid::tryParse)
        .stream();
  }

  private static Optional<String> unescaped(String text) {
    var bytes = new ByteArrayOutputStream();
    var at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '%') {
        var octet = octet(text, at + 1);
        if (octet < 0) {
          return Optional.empty();
        }
        bytes.write(octet);
        at += 3;
      } else {
        var whole = Character.toString(text.codePointAt(at));
        bytes.writeBytes(whole.getBytes(StandardCharsets.UTF_8));
        at += whole.length();
      }
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }

  /** -1 when there are no two hexadecimal digits. */
  private static int octet(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    var high = Character.digit(text.charAt(at), 16);
    var low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
