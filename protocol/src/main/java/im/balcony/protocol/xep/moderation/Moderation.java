package im.balcony.protocol.xep.moderation;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A moderator wants a message of somebody else to be taken back.
 *
 * @param messageId the stanza-id that the room gave it
 * @param reason for people; null for none
 */
@Xep(number = 425, name = "Moderated Message Retraction", version = "0.3.0")
public record Moderation(String messageId, @Nullable String reason) {
  public static final String NAMESPACE = "urn:xmpp:message-moderate:1";

  /** Longer reasons are refused. */
  public static final int REASON_CHARS_MAX = 1_024;

  private static final String REASON = "reason";

  public static boolean isIn(XmlElement payload) {
    return payload.is("moderate", NAMESPACE);
  }

  /** Empty when it wants something else than a retraction, or names no message (section 3). */
  public static Optional<Moderation> read(XmlElement payload) {
    var id = payload.attribute("id");
    if (!isIn(payload) || id == null || payload.child("retract", Retraction.NAMESPACE).isEmpty()) {
      return Optional.empty();
    }
    var reason = payload.child(REASON, NAMESPACE).map(XmlElement::text).orElse(null);
    return reason != null && reason.length() > REASON_CHARS_MAX
        ? Optional.empty()
        : Optional.of(new Moderation(id, reason));
  }

  /**
   * What the room tells all, without its address (section 3.1).
   *
   * @param id of this message, by which tombstones name it
   * @param moderator its address in the room; null when it is not in
   */
  public XmlElement told(String id, @Nullable Jid moderator, String occupantId) {
    var by = XmlElement.named("moderated", NAMESPACE);
    if (moderator != null) {
      by.attribute("by", moderator.toString());
    }
    var retract =
        XmlElement.named("retract", Retraction.NAMESPACE)
            .attribute("id", messageId)
            .child(OccupantIds.with(by.build(), occupantId));
    if (reason != null) {
      retract.child(XmlElement.named(REASON, Retraction.NAMESPACE).text(reason).build());
    }
    return XmlElement.named("message", "jabber:client")
        .attribute("type", "groupchat")
        .attribute("id", id)
        .child(retract.build())
        .build();
  }
}
