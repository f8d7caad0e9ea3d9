package im.balcony.actors.call;

import im.balcony.persistence.event.call.CallPhase;
import java.time.Duration;

/**
 * Limits and times of one call.
 *
 * @param ringingMax how long it may ring, or a session may wait to be accepted
 * @param offerMax how long a device that took it may wait for the session
 * @param lastingMax how long it may be connected without a word of its end (XEP-0353 section 5: 24
 *     hours)
 * @param factsWaitingMax facts that may wait for the log; their tellers tell more again
 * @param recordAgain after which a record that is not written is asked for again, then twice as
 *     long, up to 32 times
 * @param recordsKept how long records are kept for export
 * @param noteShards into how many shards the sweeper's notes are spread
 * @param idle after which a call that waits for nothing leaves the memory
 */
public record CallSettings(
    Duration ringingMax,
    Duration offerMax,
    Duration lastingMax,
    int factsWaitingMax,
    Duration recordAgain,
    Duration recordsKept,
    int noteShards,
    Duration idle) {
  public static final CallSettings DEFAULT =
      new CallSettings(
          Duration.ofSeconds(120),
          Duration.ofSeconds(60),
          Duration.ofHours(24),
          64,
          Duration.ofSeconds(2),
          Duration.ofDays(90),
          16,
          Duration.ofMinutes(2));

  /** How long a call may stay in this phase. */
  Duration longest(CallPhase phase) {
    return switch (phase) {
      case PROPOSED, RINGING, OFFERED -> ringingMax;
      case TAKEN -> offerMax;
      case CONNECTED, NONE, ENDED -> lastingMax;
    };
  }
}
