package im.balcony.persistence.event.conversation;

import im.balcony.persistence.event.conversation.RecentIds.Page;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the version of a message by its key in constant time. Immutable: a change copies one bucket
 * and the list of buckets. Keys are hashes already, so their low bits choose the bucket.
 */
final class VersionsByKey {
  private static final int BUCKETS = 128;
  private static final int BUCKET_MASK = BUCKETS - 1;
  private static final long[] NO_ENTRIES = {};

  /** One bucket: key, version, key, version, ... in the order they were added. */
  private final long[][] buckets;

  private VersionsByKey(long[][] buckets) {
    this.buckets = buckets;
  }

  static VersionsByKey of(List<Page> pages) {
    var buckets = new long[pages.isEmpty() ? 0 : BUCKETS][];
    Arrays.fill(buckets, NO_ENTRIES);
    for (var page : pages) {
      for (var at = 0; at < page.size(); at++) {
        put(buckets, page.keys()[at], page.versions()[at]);
      }
    }
    return new VersionsByKey(buckets);
  }

  long get(long key) {
    if (buckets.length == 0) {
      return RecentIds.ABSENT;
    }
    var bucket = buckets[(int) key & BUCKET_MASK];
    for (var at = bucket.length - 2; at >= 0; at -= 2) {
      if (bucket[at] == key) {
        return bucket[at + 1];
      }
    }
    return RecentIds.ABSENT;
  }

  VersionsByKey with(long key, long version) {
    var more = Arrays.copyOf(buckets, BUCKETS);
    if (buckets.length == 0) {
      Arrays.fill(more, NO_ENTRIES);
    }
    put(more, key, version);
    return new VersionsByKey(more);
  }

  private static void put(long[][] buckets, long key, long version) {
    var bucket = buckets[(int) key & BUCKET_MASK];
    var more = Arrays.copyOf(bucket, bucket.length + 2);
    more[bucket.length] = key;
    more[bucket.length + 1] = version;
    buckets[(int) key & BUCKET_MASK] = more;
  }

  /** Without what stands in this page; the same key in a later page stays. */
  VersionsByKey without(Page page) {
    var fewer = buckets.clone();
    for (var at = 0; at < page.size(); at++) {
      var key = page.keys()[at];
      var bucket = (int) key & BUCKET_MASK;
      fewer[bucket] = without(fewer[bucket], key, page.versions()[at]);
    }
    return new VersionsByKey(fewer);
  }

  private static long[] without(long[] bucket, long key, long version) {
    for (var at = 0; at < bucket.length; at += 2) {
      if (bucket[at] == key && bucket[at + 1] == version) {
        var fewer = new long[bucket.length - 2];
        System.arraycopy(bucket, 0, fewer, 0, at);
        System.arraycopy(bucket, at + 2, fewer, at, fewer.length - at);
        return fewer;
      }
    }
    return bucket;
  }
}
