package im.balcony.persistence.event.conversation;

/**
 * What a conversation must know to take the next message.
 *
 * @param version sequence number of its last event
 * @param lastId the highest archive id it has proposed
 * @param confirmedByFirst the version up to which the first participant's index is known to go
 * @param confirmedBySecond the same of the second; equal in a conversation with oneself
 */
public record ConversationState(
    long version, long lastId, long confirmedByFirst, long confirmedBySecond, RecentIds recentIds)
    implements ConversationEvent.Fold<ConversationState> {
  public static final ConversationState EMPTY = new ConversationState(0, 0, 0, 0, RecentIds.NONE);

  @Override
  public ConversationState on(ConversationEvent.MessageSent sent) {
    var key = RecentIds.key(bare(sent.from()), sent.originKey());
    return new ConversationState(
        version + 1,
        Math.max(lastId, sent.proposedId()),
        Math.max(confirmedByFirst, sent.confirmedByFirst()),
        Math.max(confirmedBySecond, sent.confirmedBySecond()),
        recentIds.with(key, version + 1, sent.at().getEpochSecond()));
  }

  @Override
  public ConversationState on(ConversationEvent.Erased erased) {
    return new ConversationState(
        version + 1, lastId, confirmedByFirst, confirmedBySecond, recentIds);
  }

  private static String bare(String jid) {
    var slash = jid.indexOf('/');
    return slash < 0 ? jid : jid.substring(0, slash);
  }
}
