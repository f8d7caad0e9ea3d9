package im.balcony.actors.feature.rewrite;

import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.MessageRemoval;
import im.balcony.persistence.archive.ArchiveException;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.archive.ReplayItem;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xml.StoredXml;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One message goes, for both sides or for the owner alone. What the archive serves says that it is
 * gone before the account's version does, and a User may die in between: who asks again is answered
 * when the version has it too.
 */
final class Retractions {
  private final MessageArchive archive;

  Retractions(MessageArchive archive) {
    this.archive = archive;
  }

  /**
   * A removal that is not among the newest changes of the account is decided again: it may never
   * have become one. If it only is too old, that is one more version and changes nothing else.
   */
  static IqAnswer forOwner(ArchiveHead head, Indexed entry, ReplayItem item) {
    return isGone(item) && !isRemovalHalfDone(head, entry, item)
        ? IqAnswer.empty()
        : new IqAnswer.Decided(List.of(new MessageRemoval(entry)), null, List.of());
  }

  private static boolean isRemovalHalfDone(ArchiveHead head, Indexed entry, ReplayItem item) {
    return isRemoved(item)
        && head.inbox().latestRewrites().stream()
            .noneMatch(rewrite -> rewrite.isRemovalOf(entry.archiveId()));
  }

  /** What the owner alone had removed is still there for the other side. */
  CompletionStage<IqAnswer.Reply> forBoth(ArchiveHead head, Indexed entry, ReplayItem item) {
    if (!isOwnContent(entry)) {
      return IqAnswer.Reply.now(IqAnswer.refused(StanzaError.notAllowed()));
    }
    var by = item.rewrittenBy();
    if (isGone(item) && !isRemoved(item)) {
      return by != null && by > indexed(head, entry)
          ? again(entry, by)
          : IqAnswer.Reply.now(IqAnswer.empty());
    }
    return IqAnswer.Reply.now(
        isOver(head, entry)
            ? forOwner(head, entry, item)
            : RewriteMessages.retraction(entry, StoredXml.read(item.sent().stanzaXml())));
  }

  /**
   * The retraction is stored and the own index does not have it: its repeat is told when it has.
   */
  private CompletionStage<IqAnswer.Reply> again(Indexed entry, long retraction) {
    return archive
        .message(entry.conversation(), retraction)
        .thenApply(
            stored ->
                IqAnswer.Reply.of(
                    stored
                        .map(StoredXml::read)
                        .map(message -> RewriteMessages.again(entry, message))
                        .orElseGet(IqAnswer::empty)));
  }

  private static long indexed(ArchiveHead head, Indexed entry) {
    return head.conversationsWith(entry.peer()).stream()
        .filter(life -> life.log().equals(entry.conversation()))
        .mapToLong(ArchiveHead.ConversationHead::version)
        .findFirst()
        .orElse(0);
  }

  private static boolean isGone(ReplayItem item) {
    return Retraction.isTombstone(StoredXml.read(item.stanzaXml()));
  }

  private static boolean isRemoved(ReplayItem item) {
    var by = item.rewrittenBy();
    return by != null && by == ArchiveException.BY_OWNER;
  }

  /** Nobody speaks for somebody else, and nobody unsays a marker or a reaction. */
  static boolean isOwnContent(Indexed entry) {
    var effect = entry.effect();
    return entry.outgoing() && (effect == null || effect.kind() == Kind.CONTENT);
  }

  /** The other side's name was given away: nobody else has the message any more. */
  static boolean isOver(ArchiveHead head, Indexed entry) {
    var lives = head.conversationsWith(entry.peer());
    return !lives.get(lives.size() - 1).log().equals(entry.conversation());
  }
}
