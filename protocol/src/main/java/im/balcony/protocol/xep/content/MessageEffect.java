package im.balcony.protocol.xep.content;

import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xep.correction.Correction;
import im.balcony.protocol.xep.eme.Encryption;
import im.balcony.protocol.xep.fallback.Fallback;
import im.balcony.protocol.xep.markers.Markers;
import im.balcony.protocol.xep.reactions.Reactions;
import im.balcony.protocol.xep.receipts.Receipts;
import im.balcony.protocol.xep.retraction.Retraction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message does to its conversation.
 *
 * @param conversationType one of {@link ConversationType}
 * @param target the id of the message that it is about, as its client gave it; null for {@link
 *     Kind#CONTENT}, {@link Kind#CALL} and {@link Kind#OTHER}
 */
public record MessageEffect(Kind kind, String conversationType, @Nullable String target) {
  /** Longer ones are nobody's; they are about nothing that is known. */
  public static final int TARGET_CHARS_MAX = 1_024;

  /** Of what is not kept. */
  public static final MessageEffect NONE =
      new MessageEffect(Kind.OTHER, ConversationType.CHAT, null);

  /** Whether others may be about it. */
  public boolean mayBeTarget() {
    return kind == Kind.CONTENT || kind == Kind.CORRECTION;
  }

  /** Names are on disk: they stay. */
  public enum Kind {
    /** Something to read: it is counted as unread. */
    CONTENT,
    /** Stands for an earlier message of the sender (XEP-0308). */
    CORRECTION,
    /** Takes an earlier message of the sender back (XEP-0424). */
    RETRACTION,
    /** Opinions about a message of either (XEP-0444). */
    REACTIONS,
    /** The sender has seen everything up to a message of the other (XEP-0333). */
    DISPLAYED,
    /** A message of the other has arrived at a client of the sender (XEP-0184, XEP-0333). */
    RECEIVED,
    /** A step of a call (XEP-0353, XEP-0482), or the record of one that was not missed. */
    CALL,
    /** Kept, but nothing in the conversation depends on it. */
    OTHER
  }

  public static MessageEffect of(Message message) {
    var element = message.element();
    var type = ConversationType.of(element);
    return about(Kind.RETRACTION, type, Retraction.retractedId(element))
        .or(() -> about(Kind.CORRECTION, type, Correction.replacedId(element)))
        .or(() -> about(Kind.REACTIONS, type, Reactions.in(element).map(Reactions::id)))
        .or(() -> isContent(message) ? simple(Kind.CONTENT, type) : Optional.empty())
        .or(() -> about(Kind.DISPLAYED, type, Markers.displayedId(element)))
        .or(() -> about(Kind.RECEIVED, type, Receipts.receivedId(element)))
        .or(() -> about(Kind.RECEIVED, type, Markers.receivedId(element)))
        .or(() -> MessageContent.isOfCall(message) ? simple(Kind.CALL, type) : Optional.empty())
        .or(() -> CallRecord.in(element).flatMap(record -> simple(kindOf(record), type)))
        .orElseGet(() -> new MessageEffect(Kind.OTHER, type, null));
  }

  /** A call that was missed is something to look at; of others there is only the record. */
  private static Kind kindOf(CallRecord record) {
    return record.isMissed() ? Kind.CONTENT : Kind.CALL;
  }

  private static boolean isContent(Message message) {
    return Encryption.in(message.element()).isPresent()
        || (MessageContent.hasBody(message) && !Fallback.isWholeBody(message.element()));
  }

  private static Optional<MessageEffect> about(Kind kind, String type, Optional<String> id) {
    return id.filter(text -> text.length() <= TARGET_CHARS_MAX)
        .map(target -> new MessageEffect(kind, type, target));
  }

  private static Optional<MessageEffect> simple(Kind kind, String type) {
    return Optional.of(new MessageEffect(kind, type, null));
  }
}
