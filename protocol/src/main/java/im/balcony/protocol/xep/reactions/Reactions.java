package im.balcony.protocol.xep.reactions;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All reactions of one sender to one message; each set replaces the one before (section 4.2).
 *
 * @param id of the message
 * @param emojis none when the sender takes its reactions back
 */
@Xep(number = 444, name = "Message Reactions", version = "0.2.1")
public record Reactions(String id, List<String> emojis) {
  public static final String NAMESPACE = "urn:xmpp:reactions:0";

  private static final String NAME = "reactions";

  public static Reactions to(String id, String... emojis) {
    return new Reactions(id, Arrays.asList(emojis));
  }

  /** Empty when there are none or it is not said to what they are. */
  public static Optional<Reactions> in(XmlElement message) {
    return message
        .child(NAME, NAMESPACE)
        .flatMap(
            element ->
                Optional.ofNullable(element.attribute("id"))
                    .map(id -> new Reactions(id, emojisOf(element))));
  }

  private static List<String> emojisOf(XmlElement element) {
    return element.children("reaction", NAMESPACE).stream().map(XmlElement::text).toList();
  }

  public XmlElement toElement() {
    return XmlElement.named(NAME, NAMESPACE)
        .attribute("id", id)
        .children(
            emojis.stream()
                .map(emoji -> XmlElement.named("reaction", NAMESPACE).text(emoji).build())
                .toList())
        .build();
  }
}
