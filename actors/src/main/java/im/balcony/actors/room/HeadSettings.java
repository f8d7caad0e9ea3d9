package im.balcony.actors.room;

import java.time.Duration;

/**
 * How a room tells its followers what was said.
 *
 * @param followersMax accounts that may follow a room; the next one does not
 * @param perSecond accounts told in a second, on average and at once
 * @param pause between two times that the same account is told
 * @param repeatAfter how long an account may take to answer before it is told again; doubled each
 *     time
 * @param repeatsMax how often it is told again; then it has to ask
 * @param retellWithin when a room starts and its newest content is not older, all are told, as its
 *     last node may not have done so
 */
public record HeadSettings(
    int followersMax,
    int perSecond,
    Duration pause,
    Duration repeatAfter,
    int repeatsMax,
    Duration retellWithin) {
  public static final HeadSettings DEFAULT =
      new HeadSettings(
          2_000, 100, Duration.ofSeconds(1), Duration.ofSeconds(2), 4, Duration.ofMinutes(5));
}
