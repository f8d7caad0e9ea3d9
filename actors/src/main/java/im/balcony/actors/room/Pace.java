package im.balcony.actors.room;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How much each client may say: so much on average, and a burst. */
final class Pace {
  private static final class Bucket {
    private double stanzas;
    private long atNanos;
  }

  private final int perSecond;
  private final int burst;
  private final Map<String, Bucket> buckets = new HashMap<>();

  Pace(RoomSettings settings) {
    this.perSecond = settings.stanzasPerSecond();
    this.burst = settings.stanzasBurst();
  }

  /** Takes one of what the client has left; false when there is nothing. */
  boolean allows(String fullJid, long nowNanos) {
    var bucket = buckets.get(fullJid);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.stanzas = burst;
      buckets.put(fullJid, bucket);
    } else {
      bucket.stanzas = filled(bucket, nowNanos);
    }
    bucket.atNanos = nowNanos;
    if (bucket.stanzas < 1) {
      return false;
    }
    bucket.stanzas--;
    return true;
  }

  private double filled(Bucket bucket, long nowNanos) {
    var seconds = (double) (nowNanos - bucket.atNanos) / TimeUnit.SECONDS.toNanos(1);
    return Math.min(burst, bucket.stanzas + seconds * perSecond);
  }

  /** Forgets those who have said nothing for so long that all is theirs again. */
  void sweep(long nowNanos) {
    buckets.values().removeIf(bucket -> filled(bucket, nowNanos) >= burst);
  }
}
