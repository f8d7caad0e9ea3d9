package im.balcony.actors.user.front;

import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waits for the sessions that the edges know while their User is read. */
final class Gathering {

  /** All edges have answered. */
  record Called(int sessions) implements UserCommand.Local {}

  /** An edge does not answer, or a session that was told does not come. */
  record TimedOut() implements UserCommand.Local {}

  private static final TimedOut TIMED_OUT = new TimedOut();

  private final User.Entity entity;
  private final Map<SessionId, UserCommand.RegisterSession> registrations = new LinkedHashMap<>(2);
  private int expected = Integer.MAX_VALUE;

  Gathering(User.Entity entity) {
    this.entity = entity;
  }

  void begin() {
    entity.timers().startSingleTimer(TIMED_OUT, TIMED_OUT, entity.settings().sessionsWait());
    entity
        .context()
        .pipeToSelf(
            entity.ports().sessions().callSessionsOf(entity.bareJid()),
            (sessions, failure) -> failure == null ? new Called(sessions) : TIMED_OUT);
  }

  void called(int sessions) {
    expected = sessions;
  }

  /** A new account has no sessions; a slow edge is not waited for. */
  void skip() {
    expected = 0;
  }

  void registered(UserCommand.RegisterSession registration) {
    registrations.put(registration.session(), registration);
  }

  boolean isComplete() {
    return registrations.size() >= expected;
  }

  void end() {
    entity.timers().cancel(TIMED_OUT);
  }

  Collection<UserCommand.RegisterSession> registrations() {
    return List.copyOf(registrations.values());
  }
}
