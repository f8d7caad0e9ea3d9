package im.balcony.protocol.xep.rewrite;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks of the messages in its account's archive. */
public sealed interface RewriteRequest {

  /**
   * What was rewritten since a version?
   *
   * @param version null asks for the newest version alone
   * @param changesMax a conversation with more changes is told as a whole, at most {@link
   *     #CHANGES_MAX}
   */
  record Query(@Nullable Long version, int changesMax) implements RewriteRequest {}

  /**
   * A message goes.
   *
   * @param archiveId of the message
   * @param symmetric whether it goes from the other side's archive as well
   */
  record RetractMessage(long archiveId, boolean symmetric) implements RewriteRequest {}

  /**
   * All messages of a conversation go.
   *
   * @param symmetric whether they go from the other side's archive as well
   */
  record RetractAll(Jid conversation, String type, boolean symmetric) implements RewriteRequest {}

  /**
   * Another content stands for a message.
   *
   * @param message with the new content
   */
  record Replace(long archiveId, XmlElement message) implements RewriteRequest {}

  /** As many changes of one conversation are told one by one. */
  int CHANGES_MAX = 50;

  String RETRACT_MESSAGE = "retract-message";
  String RETRACT_ALL = "retract-all";
  String REPLACE = "replace";

  /** Empty when it is none of these, or one of their values is none of those that are allowed. */
  static Optional<RewriteRequest> read(XmlElement payload) {
    return switch (payload.name()) {
      case "query" -> query(payload);
      case RETRACT_MESSAGE -> retractMessage(payload);
      case RETRACT_ALL -> retractAll(payload);
      case REPLACE -> replace(payload);
      default -> Optional.empty();
    };
  }

  private static Optional<RewriteRequest> query(XmlElement payload) {
    var version = payload.attribute("version");
    var number = SchemaValues.longOf(version);
    var lessThan = payload.attribute("less-than");
    var count = SchemaValues.countOf(lessThan);
    if ((version != null && number.isEmpty()) || (lessThan != null && count.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Query(
            version == null ? null : number.getAsLong(),
            Math.min(count.orElse(CHANGES_MAX), CHANGES_MAX)));
  }

  private static Optional<RewriteRequest> retractMessage(XmlElement payload) {
    var symmetric = symmetric(payload);
    var id = SchemaValues.longOf(payload.attribute("id"));
    return id.isEmpty() || symmetric.isEmpty()
        ? Optional.empty()
        : Optional.of(new RetractMessage(id.getAsLong(), symmetric.get()));
  }

  private static Optional<RewriteRequest> retractAll(XmlElement payload) {
    var symmetric = symmetric(payload);
    var peer = Jid.tryParse(payload.attribute("conversation"));
    var type = payload.attribute("type");
    var known = type == null ? ConversationType.CHAT : type;
    return peer.isEmpty() || symmetric.isEmpty() || !ConversationType.isKnown(known)
        ? Optional.empty()
        : Optional.of(new RetractAll(peer.get().bare(), known, symmetric.get()));
  }

  private static Optional<RewriteRequest> replace(XmlElement payload) {
    var id = SchemaValues.longOf(payload.attribute("id"));
    return payload.elements().stream()
        .filter(child -> child.name().equals("message"))
        .findFirst()
        .filter(message -> id.isPresent() && !message.elements().isEmpty())
        .map(message -> new Replace(id.getAsLong(), message));
  }

  private static Optional<Boolean> symmetric(XmlElement payload) {
    var text = payload.attribute("symmetric");
    return text == null ? Optional.of(false) : SchemaValues.booleanOf(text);
  }
}
