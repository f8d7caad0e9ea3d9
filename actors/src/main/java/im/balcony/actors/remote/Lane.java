package im.balcony.actors.remote;

import java.util.TreeSet;

/** Which entries of one conversation are on their way to the other server, and which are there. */
final class Lane {
  /** More below what the conversation has as confirmed are not remembered. */
  private static final int DONE_KEPT_MAX = 1_000;

  private final TreeSet<Long> underWay = new TreeSet<>();
  private final TreeSet<Long> done = new TreeSet<>();
  private final TreeSet<Long> failed = new TreeSet<>();
  private long confirmed;
  private long highest;

  /** The conversation says up to where it knows that all is there. */
  void confirmed(long upToVersion) {
    confirmed = upToVersion;
    highest = Math.max(highest, upToVersion);
    while (!done.isEmpty() && done.first() <= upToVersion - DONE_KEPT_MAX) {
      done.pollFirst();
    }
  }

  /** The version after the highest that was seen. */
  long next() {
    return highest + 1;
  }

  /** Whether this one is to be sent; false when it is on its way or there. */
  boolean take(long version) {
    highest = Math.max(highest, version);
    failed.remove(version);
    return !done.contains(version) && underWay.add(version);
  }

  /** Whether an earlier one was not sent: this one is offered again behind it, in order. */
  boolean mustWait(long version) {
    var waits = !failed.isEmpty() && version > failed.first();
    if (waits) {
      highest = Math.max(highest, version);
    }
    return waits;
  }

  /** It is there, or came back. */
  void done(long version) {
    underWay.remove(version);
    done.add(version);
  }

  /** It was not sent: the conversation will offer it again. */
  void failed(long version) {
    underWay.remove(version);
    failed.add(version);
  }

  /** Up to where everything is there. */
  long settledUpTo() {
    var upTo = confirmed;
    while (done.contains(upTo + 1)) {
      upTo++;
    }
    return upTo;
  }

  boolean isAhead() {
    return settledUpTo() > confirmed;
  }

  boolean isIdle() {
    return underWay.isEmpty();
  }
}
