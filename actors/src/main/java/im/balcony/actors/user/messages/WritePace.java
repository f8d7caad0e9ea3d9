package im.balcony.actors.user.messages;

import java.time.Duration;

/**
 * How long the index writes of one account take at present, and so how long an entry that nobody
 * waits for may wait for others to be written with it: not at all while writes are quick, under
 * load one and a half writes. One write instead of two is what a loaded database needs most.
 */
final class WritePace {
  private static final double NEWEST_WEIGHT = 0.25;
  private static final double WRITES_TO_WAIT = 1.5;

  private final long quickNanos;
  private final long waitNanosMax;
  private double averageNanos;
  private long begunAtNanos; // 0 while no write is in flight

  WritePace(MessagePathSettings settings) {
    this.quickNanos = settings.quickWrite().toNanos();
    this.waitNanosMax = settings.ownWaitMax().toNanos();
  }

  void begun(long nowNanos) {
    begunAtNanos = nowNanos;
  }

  void ended(long nowNanos) {
    if (begunAtNanos != 0) {
      averageNanos += NEWEST_WEIGHT * (nowNanos - begunAtNanos - averageNanos);
      begunAtNanos = 0;
    }
  }

  /** Zero when a write should not wait. */
  Duration forCompany() {
    return averageNanos < quickNanos
        ? Duration.ZERO
        : Duration.ofNanos(Math.min((long) (WRITES_TO_WAIT * averageNanos), waitNanosMax));
  }
}
