package im.balcony.actors.user.messages;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long the index writes of one account take at present, and so how long an entry that nobody
 * waits for may wait for others to be written with it: not at all while writes are quick, under
 * load one and a half writes. One write instead of two is what a loaded database needs most.
 */
final class WritePace {
  private static final double NEWEST_WEIGHT = 0.25;
  private static final double WRITES_TO_WAIT = 1.5;

  private final LongSupplier nanoTime;
  private final long quickNanos;
  private final long waitNanosMax;
  private double averageNanos;
  private long begunAtNanos;
  private boolean writing;

  WritePace(MessagePathSettings settings, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.quickNanos = settings.quickWrite().toNanos();
    this.waitNanosMax = settings.ownWaitMax().toNanos();
  }

  void begun() {
    begunAtNanos = nanoTime.getAsLong();
    writing = true;
  }

  void ended() {
    if (writing) {
      averageNanos += NEWEST_WEIGHT * (nanoTime.getAsLong() - begunAtNanos - averageNanos);
      writing = false;
    }
  }

  /** Zero when a write should not wait. */
  Duration forCompany() {
    return averageNanos < quickNanos
        ? Duration.ZERO
        : Duration.ofNanos(Math.min((long) (WRITES_TO_WAIT * averageNanos), waitNanosMax));
  }
}
