package im.balcony.actors.user.push;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing at a time on its way to a node of a push service, with pauses and after failures. */
public final class PushLane {
  private static final int DOUBLINGS_MAX = 16;

  private final PushSettings settings;
  private final Duration pause;
  private @Nullable String outstanding;
  private int failures;
  private Instant notBefore = Instant.MIN;

  /**
   * @param pause after what was accepted
   */
  public PushLane(PushSettings settings, Duration pause) {
    this.settings = settings;
    this.pause = pause;
  }

  public boolean maySend(Instant now) {
    return outstanding == null && !now.isBefore(notBefore);
  }

  public boolean isOutstanding() {
    return outstanding != null;
  }

  public void sent(String id) {
    outstanding = id;
  }

  public boolean waitsFor(@Nullable String id) {
    return outstanding != null && outstanding.equals(id);
  }

  public void succeeded(Instant now) {
    outstanding = null;
    failures = 0;
    notBefore = now.plus(pause);
  }

  /** False when it has failed too often. */
  public boolean failed(Instant now) {
    outstanding = null;
    var doubled = settings.backoff().multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
    failures++;
    notBefore =
        now.plus(doubled.compareTo(settings.backoffMax()) > 0 ? settings.backoffMax() : doubled);
    return failures < settings.failuresMax();
  }

  /** How long until something may be sent. */
  public Duration left(Instant now) {
    var left = Duration.between(now, notBefore);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
