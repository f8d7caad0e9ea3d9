package im.balcony.load.command;

import im.balcony.load.drive.Traffic;
import java.util.concurrent.TimeUnit;

/** The time after the last sending in which what is on its way may still arrive. */
final class Settling {
  private static final int SECONDS_MAX = 15;
  private static final int CHECK_MILLIS = 50;

  private Settling() {}

  static void await(Traffic traffic) throws InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    while (traffic.openCount() > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
    }
  }
}
