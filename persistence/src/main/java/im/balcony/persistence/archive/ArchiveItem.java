package im.balcony.persistence.archive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One message of an account's archive.
 *
 * @param archiveId as this account knows it
 * @param at the time in the id: so a filter by time and the time shown cannot disagree
 * @param stanzaXml as sent, without the account's stanza-id
 */
public record ArchiveItem(long archiveId, Instant at, byte[] stanzaXml) {

  static ArchiveItem of(long archiveId, byte[] stanzaXml) {
    return new ArchiveItem(archiveId, timeOf(archiveId), stanzaXml);
  }

  /** The time that an archive id stands for. */
  public static Instant timeOf(long archiveId) {
    return Instant.EPOCH.plus(archiveId, ChronoUnit.MICROS);
  }

  /** The id that a message of this time would have. */
  public static long idAt(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
