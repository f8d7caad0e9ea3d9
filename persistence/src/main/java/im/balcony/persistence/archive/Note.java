package im.balcony.persistence.archive;

import java.time.Duration;
import java.time.Instant;

/**
 * Work that must be finished even if everybody who knows of it dies: wake this entity.
 *
 * @param epochHour the hour of its bucket, whole hours since 1970
 * @param entityId whom the sweeper wakes
 * @param subject for whom the work is open, as the entity names it
 * @param version up to where it is open
 */
public record Note(int shard, long epochHour, String entityId, String subject, long version) {
  private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

  /** The hour of the bucket for what is noted now. */
  public static long hourOf(Instant now) {
    return now.getEpochSecond() / HOUR_SECONDS;
  }
}
