package im.balcony.persistence.archive;

import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xep.content.MessageEffect.Kind;

/** What the owner took out of the own archive, whole conversations at a time. */
final class Cleared {
  private Cleared() {}

  static boolean hides(ArchiveHead head, Indexed entry) {
    var effect = entry.effect();
    var type = effect == null ? ConversationType.CHAT : effect.type();
    return entry.version() <= head.clearedUpTo(entry.conversation(), type);
  }

  static boolean hides(ArchiveHead head, String log, long version, MessageSent sent) {
    var effect = sent.effect();
    var type =
        effect == null || effect.kind() == Kind.OTHER ? ConversationType.CHAT : effect.type();
    return version <= head.clearedUpTo(log, type);
  }

  /**
   * The version up to which nothing of this log is left, whatever its type: nobody needs to look
   * there. 0 when only some types went.
   */
  static long floor(ArchiveHead head, String log) {
    return head.inbox().matching(row -> row.conversation().equals(log)).stream()
        .mapToLong(row -> head.clearedUpTo(log, row.type()))
        .min()
        .orElse(0);
  }
}
