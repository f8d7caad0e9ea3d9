package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.List;

/** The sessions of a node that drains: so many have been told to go as time has passed. */
final class LeavingSessions {
  private final List<ActorRef<SessionCommand>> all;
  private final List<LocalCommand.LetGo> letGo;
  private final long windowNanos;
  private final long beganNanos = System.nanoTime();
  private int told;

  /**
   * @param letGo told by turns, one at least
   * @param window from the first to the last; zero for all at once
   */
  LeavingSessions(
      List<ActorRef<SessionCommand>> all, List<LocalCommand.LetGo> letGo, Duration window) {
    this.all = all;
    this.letGo = letGo;
    this.windowNanos = window.toNanos();
  }

  /** Tells those whose time has come; whether that was the last of them. */
  boolean next() {
    return next(System.nanoTime() - beganNanos);
  }

  boolean next(long passedNanos) {
    var due =
        passedNanos >= windowNanos
            ? all.size()
            : (int) Math.ceil(all.size() * ((double) passedNanos / windowNanos));
    for (; told < due; told++) {
      all.get(told).tell(letGo.get(told % letGo.size()));
    }
    return told == all.size();
  }
}
