package im.balcony.actors.conversation;

import java.time.Duration;

/**
 * Limits and times of one conversation.
 *
 * @param queuedItemsMax messages taken but not yet on their way to the journal
 * @param queuedBytesMax their bytes
 * @param batchEventsMax messages written at once
 * @param batchBytesMax their bytes; one message always goes
 * @param tailEntriesMax entries kept in memory for repeats; older ones are read from the journal
 * @param tailBytesMax their bytes
 * @param unconfirmedMax entries told to a participant and not confirmed by it
 * @param repeatAfter how long a participant may take to confirm before it is told again
 * @param repeatAfterMax the longest such time after several repeats
 * @param noteAfter how long a participant's index may be missing before a durable note stands for
 *     it
 * @param admissionTimeout how long a sender waits for the recipient's admission
 * @param idleAfter how long an idle conversation stays in memory
 * @param noteShards into how many shards the sweeper's notes are spread
 */
public record ConversationSettings(
    int queuedItemsMax,
    int queuedBytesMax,
    int batchEventsMax,
    int batchBytesMax,
    int tailEntriesMax,
    int tailBytesMax,
    int unconfirmedMax,
    Duration repeatAfter,
    Duration repeatAfterMax,
    Duration noteAfter,
    Duration admissionTimeout,
    Duration idleAfter,
    int noteShards) {
  public static final ConversationSettings DEFAULT =
      new ConversationSettings(
          1_000,
          1024 * 1024,
          100,
          32 * 1024,
          256,
          512 * 1024,
          400,
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          16);

  /** How often a conversation with open work looks at its clocks. */
  Duration tick() {
    return repeatAfter.dividedBy(2);
  }

  int noteShardOf(ConversationId conversation) {
    return Math.floorMod(conversation.entityId().hashCode(), noteShards);
  }
}
