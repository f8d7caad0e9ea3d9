package im.balcony.actors.user.front;

import im.balcony.persistence.event.account.PushEvent.PushEnabled;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One node of a push service while there is something to tell it: one notification at a time. */
final class PushLine {
  private static final int DOUBLINGS_MAX = 16;

  private final PushSettings settings;
  private PushEnabled registration;
  private @Nullable String outstanding;
  private boolean wanted;
  private int failures;
  private Instant notBefore = Instant.MIN;

  PushLine(PushEnabled registration, PushSettings settings) {
    this.registration = registration;
    this.settings = settings;
  }

  PushEnabled registration() {
    return registration;
  }

  void use(PushEnabled now) {
    registration = now;
  }

  void wants(boolean something) {
    wanted = something;
  }

  /** A call does not wait for a pause, but for a service that fails. */
  boolean maySend(Instant now, boolean atOnce) {
    return wanted && outstanding == null && ((atOnce && failures == 0) || !now.isBefore(notBefore));
  }

  void sent(String id) {
    outstanding = id;
    wanted = false;
  }

  boolean waitsFor(@Nullable String id) {
    return outstanding != null && outstanding.equals(id);
  }

  void succeeded(Instant now) {
    outstanding = null;
    failures = 0;
    notBefore = now.plus(settings.pause());
  }

  /** False when the node has failed too often. */
  boolean failed(Instant now) {
    outstanding = null;
    wanted = true;
    var doubled = settings.backoff().multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
    failures++;
    notBefore =
        now.plus(doubled.compareTo(settings.backoffMax()) > 0 ? settings.backoffMax() : doubled);
    return failures < settings.failuresMax();
  }

  /** When something is to be done; empty for nothing. */
  Duration left(Instant now) {
    var left = Duration.between(now, notBefore);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean isWaiting() {
    return wanted && outstanding == null;
  }

  boolean isIdle() {
    return !wanted && outstanding == null;
  }
}
