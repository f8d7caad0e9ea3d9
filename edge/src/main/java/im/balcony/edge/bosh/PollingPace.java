package im.balcony.edge.bosh;

/** Who asks for nothing again and again costs as much as who says something (XEP-0124 11, 12). */
final class PollingPace {
  private final long nanosMin;
  private long lastRequestNanos;
  private boolean lastWasVain;

  PollingPace(int secondsMin, long nanoTime) {
    this.nanosMin = secondsMin * 1_000_000_000L;
    this.lastRequestNanos = nanoTime;
  }

  /**
   * A new request.
   *
   * @param isPoll whether it brings nothing
   * @param isOneTooMany whether another one must be answered with nothing for it
   * @return whether it comes too soon
   */
  boolean isTooSoon(boolean isPoll, boolean isOneTooMany, long nanoTime) {
    var isSoon = nanoTime - lastRequestNanos < nanosMin;
    var isTooSoon = isPoll && isSoon && (lastWasVain || isOneTooMany);
    lastRequestNanos = nanoTime;
    lastWasVain = false;
    return isTooSoon;
  }

  /** The last request brought nothing and got nothing. */
  void wasVain() {
    lastWasVain = true;
  }
}
