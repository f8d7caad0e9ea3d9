package im.balcony.protocol.xep.stanzaid;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The ids of a message: the sender's own, and those that archives on its way gave it. */
@Xep(number = 359, name = "Unique and Stable Stanza IDs", version = "0.7.0")
public final class StanzaIds {
  public static final String NAMESPACE = "urn:xmpp:sid:0";

  /** A longer origin-id counts as none: it is remembered for a day to recognise repeats. */
  public static final int ORIGIN_ID_CHARS_MAX = 256;

  private static final String STANZA_ID = "stanza-id";

  private StanzaIds() {}

  /** What the sender calls its message (section 2.2). */
  public static Optional<String> originId(XmlElement message) {
    return message
        .child("origin-id", NAMESPACE)
        .map(element -> element.attribute("id"))
        .filter(id -> !id.isEmpty() && id.length() <= ORIGIN_ID_CHARS_MAX);
  }

  public static XmlElement originIdElement(String id) {
    return XmlElement.named("origin-id", NAMESPACE).attribute("id", id).build();
  }

  /** The id under which the archive of {@code by} keeps this message. */
  public static Optional<String> stanzaId(XmlElement message, Jid by) {
    return message.children(STANZA_ID, NAMESPACE).stream()
        .filter(element -> Jid.tryParse(element.attribute("by")).filter(by::equals).isPresent())
        .flatMap(element -> Optional.ofNullable(element.attribute("id")).stream())
        .findFirst();
  }

  /** The same for an archive of this server, whose ids are numbers. */
  public static OptionalLong archiveId(XmlElement element, Jid by) {
    return SchemaValues.longOf(stanzaId(element, by).orElse(null));
  }

  /** An id of such an archive that stands alone. */
  public static OptionalLong numberOf(String id) {
    return SchemaValues.longOf(id);
  }

  public static XmlElement stanzaIdElement(String id, Jid by) {
    return XmlElement.named(STANZA_ID, NAMESPACE)
        .attribute("by", by.toString())
        .attribute("id", id)
        .build();
  }

  /** The message without ids that only we may give (section 3, rule 2). */
  public static XmlElement withoutStanzaIds(XmlElement message, Predicate<Jid> ours) {
    return message.withoutChildren(child -> isGivenBy(child, ours));
  }

  /**
   * Whether this is an id that claims to be given by one of these. So does one without a readable
   * "by": some client might take it for ours.
   */
  public static boolean isGivenBy(XmlElement child, Predicate<Jid> givers) {
    return child.is(STANZA_ID, NAMESPACE)
        && Jid.tryParse(child.attribute("by")).map(givers::test).orElse(true);
  }
}
