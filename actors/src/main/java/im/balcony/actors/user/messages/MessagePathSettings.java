package im.balcony.actors.user.messages;

import java.time.Duration;

/**
 * Limits and times of the message path of one account.
 *
 * @param waitingItemsMax messages of the account that no conversation has taken yet
 * @param batchItemsMax messages handed to a conversation at once
 * @param batchBytesMax their bytes; one message always goes
 * @param arrivalsMax entries on their way into the index; more are dropped and asked for again
 * @param repeatAfter how long a batch may stay unanswered
 * @param repeatAfterMax the longest such time after several repeats
 * @param quickWrite an index write that takes less is not worth sharing
 * @param ownWaitMax how long an entry of the account's own may wait for others, so that they are
 *     written together; only its acknowledgement and its carbons wait with it
 */
public record MessagePathSettings(
    int waitingItemsMax,
    int batchItemsMax,
    int batchBytesMax,
    int arrivalsMax,
    Duration repeatAfter,
    Duration repeatAfterMax,
    Duration quickWrite,
    Duration ownWaitMax) {
  public static final MessagePathSettings DEFAULT =
      new MessagePathSettings(
          1_000,
          100,
          32 * 1024,
          2_000,
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofMillis(5),
          Duration.ofMillis(30));
}
