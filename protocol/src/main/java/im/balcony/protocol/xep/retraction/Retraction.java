package im.balcony.protocol.xep.retraction;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message that takes an earlier one of the same sender back, and what stays in its place. */
@Xep(number = 424, name = "Message Retraction", version = "0.4.2")
public final class Retraction {
  public static final String NAMESPACE = "urn:xmpp:message-retract:1";

  /** Told by archives that keep tombstones (section 4). */
  public static final String TOMBSTONE_FEATURE = NAMESPACE + "#tombstone";

  private static final String NAME = "retract";

  private Retraction() {}

  /** The id of the message that is taken back (section 3). */
  public static Optional<String> retractedId(XmlElement message) {
    return message.child(NAME, NAMESPACE).map(retract -> retract.attribute("id"));
  }

  public static XmlElement of(String retractedId) {
    return XmlElement.named(NAME, NAMESPACE).attribute("id", retractedId).build();
  }

  /** Whether this stands in the place of a message that was taken back. */
  public static boolean isTombstone(XmlElement message) {
    return message.child("retracted", NAMESPACE).isPresent();
  }

  /**
   * What an archive serves in the place of the message (section 4): its addresses and its id, and
   * nothing of its content.
   *
   * @param retractionId of the message that took it back, if it has one
   */
  public static XmlElement tombstone(
      XmlElement message, @Nullable String retractionId, Instant retractedAt) {
    return tombstone(message, retractionId, retractedAt, List.of());
  }

  /** The same for what a moderator took back (XEP-0425 section 4): who it was, and why. */
  public static XmlElement moderated(XmlElement message, XmlElement told, Instant retractedAt) {
    var said = told.child(NAME, NAMESPACE).map(XmlElement::elements).orElse(List.of());
    return tombstone(message, told.attribute("id"), retractedAt, said);
  }

  private static XmlElement tombstone(
      XmlElement message, @Nullable String id, Instant retractedAt, List<XmlElement> said) {
    var grave = XmlElement.named(message.name(), message.namespace());
    message.attributes().forEach(grave::attribute);
    var retracted =
        XmlElement.named("retracted", NAMESPACE)
            .attribute("id", id)
            .attribute("stamp", DateTimes.format(retractedAt));
    said.forEach(retracted::child);
    return grave.child(retracted.build()).build();
  }
}
