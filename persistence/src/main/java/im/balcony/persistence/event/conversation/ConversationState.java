package im.balcony.persistence.event.conversation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation must know to take the next message.
 *
 * @param version sequence number of its last event
 * @param lastId the highest archive id it has proposed
 * @param confirmedByFirst the version up to which the first participant's index is known to go
 * @param confirmedBySecond the same of the second; equal in a conversation with oneself
 * @param counts by the type of conversation
 */
public record ConversationState(
    long version,
    long lastId,
    long confirmedByFirst,
    long confirmedBySecond,
    RecentIds recentIds,
    Map<String, Counts> counts)
    implements ConversationEvent.Fold<ConversationState> {
  public static final ConversationState EMPTY =
      new ConversationState(0, 0, 0, 0, RecentIds.NONE, Map.of());

  /** Snapshots that were written before counts have none. */
  @SuppressWarnings("NullAway") // null on disk only
  public ConversationState {
    counts = counts == null ? Map.of() : Map.copyOf(counts);
  }

  /** Contents of this type that each has sent. */
  public Counts countsOf(String type) {
    return counts.getOrDefault(type, Counts.NONE);
  }

  /**
   * The version of the message that others name so, or {@link RecentIds#ABSENT}: by its origin-id
   * or its id.
   */
  public long versionOf(String senderBareJid, String messageId) {
    var byOrigin = recentIds.versionOf(RecentIds.key(senderBareJid, originKeyOf(messageId)));
    return byOrigin == RecentIds.ABSENT
        ? recentIds.versionOf(idKey(senderBareJid, messageId))
        : byOrigin;
  }

  /** The origin key of a message whose origin-id this is. */
  public static String originKeyOf(String originId) {
    return "o:" + originId;
  }

  /** The key of a message's id; no origin key begins so. */
  public static long idKey(String senderBareJid, String messageId) {
    return RecentIds.key(senderBareJid, "id:" + messageId);
  }

  @Override
  public ConversationState on(ConversationEvent.MessageSent sent) {
    return new ConversationState(
        version + 1,
        Math.max(lastId, sent.proposedId()),
        Math.max(confirmedByFirst, sent.confirmedByFirst()),
        Math.max(confirmedBySecond, sent.confirmedBySecond()),
        recentIdsWith(sent),
        countsWith(sent.effect()));
  }

  @Override
  public ConversationState on(ConversationEvent.Erased erased) {
    return new ConversationState(
        version + 1, lastId, confirmedByFirst, confirmedBySecond, recentIds, counts);
  }

  private RecentIds recentIdsWith(ConversationEvent.MessageSent sent) {
    var sender = bare(sent.from());
    var second = sent.at().getEpochSecond();
    var more = recentIds.with(RecentIds.key(sender, sent.originKey()), version + 1, second);
    var effect = sent.effect();
    return effect == null || effect.messageId() == null
        ? more
        : more.with(idKey(sender, effect.messageId()), version + 1, second);
  }

  private Map<String, Counts> countsWith(ConversationEvent.@Nullable Effect effect) {
    if (effect == null) {
      return counts;
    }
    var now = new Counts(effect.countFirst(), effect.countSecond());
    if (now.equals(countsOf(effect.type()))) {
      return counts;
    }
    var more = new HashMap<>(counts);
    more.put(effect.type(), now);
    return more;
  }

  private static String bare(String jid) {
    var slash = jid.indexOf('/');
    return slash < 0 ? jid : jid.substring(0, slash);
  }
}
