package im.balcony.persistence.records;

import im.balcony.persistence.seal.SealedEvent;

/**
 * A call's record as it is kept.
 *
 * @param writtenMicros when its call wrote it, since 1970; of two for one call both stay
 * @param log the call's persistence id
 * @param owner of the keys that it stands under
 */
public record CallRecordRow(long writtenMicros, String log, String owner, SealedEvent sealed) {
  static final int SHARDS = 8;

  private static final long HOUR_MICROS = 3_600_000_000L;

  /** The hour that it stands in, since 1970. */
  public long epochHour() {
    return hourOf(writtenMicros);
  }

  /** 0 to 7: records of one hour are spread over so many partitions. */
  public int shard() {
    return Math.floorMod(log.hashCode(), SHARDS);
  }

  static long hourOf(long micros) {
    return Math.floorDiv(micros, HOUR_MICROS);
  }
}
