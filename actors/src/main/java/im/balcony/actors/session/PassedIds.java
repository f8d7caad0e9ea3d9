package im.balcony.actors.session;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The newest archive ids that came through a session, so that none goes through it twice (I3).
 *
 * <p>A User that is new tells everything behind the last id that a session named; the session may
 * have got further meanwhile, or may name an earlier one because stanzas wait in it. A User tells
 * at most 100 at once (CatchUp), so {@value #IDS_MAX} ids are enough; what is older than all of
 * them came long ago.
 */
final class PassedIds {
  static final int IDS_MAX = 128;
  private static final int IDS_FIRST = 8;

  private long[] ids = {}; // a ring once it has its full length; 0 is nobody's id
  private long count;
  private long highest;

  /**
   * @param archiveId 0 for a stanza that is not archived, which may always pass
   * @return whether this is the first time
   */
  boolean isFirst(long archiveId) {
    if (archiveId == 0) {
      return true;
    }
    if (archiveId <= highest && (isOlderThanAll(archiveId) || isThere(archiveId))) {
      return false;
    }
    add(archiveId);
    return true;
  }

  /** The newest of them, oldest first. */
  List<Long> newest() {
    var kept = (int) Math.min(count, ids.length);
    return LongStream.range(count - kept, count)
        .map(at -> ids[(int) (at % ids.length)])
        .boxed()
        .toList();
  }

  private boolean isOlderThanAll(long archiveId) {
    return count >= IDS_MAX && Arrays.stream(ids).allMatch(id -> archiveId < id);
  }

  private boolean isThere(long archiveId) {
    return Arrays.stream(ids).anyMatch(id -> id == archiveId);
  }

  /** A ring that grows up to its bound: most sessions see few. */
  private void add(long archiveId) {
    if (count == ids.length && count < IDS_MAX) {
      ids = Arrays.copyOf(ids, Math.max(IDS_FIRST, 2 * ids.length));
    }
    ids[(int) (count % IDS_MAX)] = archiveId;
    count++;
    highest = Math.max(highest, archiveId);
  }
}
