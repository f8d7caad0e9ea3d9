package im.balcony.actors.world;

import im.balcony.actors.user.front.UserSettings;
import java.time.Duration;

/** The usual settings of an account, but for what a test wants otherwise. */
public final class UserSettingsBuilder {
  private static final UserSettings USUAL = UserSettings.DEFAULT;

  private Duration laterAnswerMax = USUAL.laterAnswerMax();
  private int lastItemsMax = USUAL.lastItemsMax();
  private boolean requestsFromStrangers = USUAL.requestsFromStrangers();
  private Duration idle = USUAL.idle();

  public UserSettingsBuilder laterAnswerMax(Duration max) {
    laterAnswerMax = max;
    return this;
  }

  public UserSettingsBuilder lastItemsMax(int max) {
    lastItemsMax = max;
    return this;
  }

  public UserSettingsBuilder requestsFromStrangers() {
    requestsFromStrangers = true;
    return this;
  }

  public UserSettingsBuilder idle(Duration duration) {
    idle = duration;
    return this;
  }

  public UserSettings build() {
    return new UserSettings(
        USUAL.sessionsMax(),
        USUAL.rosterItemsMax(),
        USUAL.requestsMax(),
        USUAL.requestBytesMax(),
        USUAL.directedPresencesMax(),
        USUAL.writesWaitingMax(),
        USUAL.startingCommandsMax(),
        USUAL.laterAnswersMax(),
        laterAnswerMax,
        USUAL.offlineMessagesMax(),
        lastItemsMax,
        requestsFromStrangers,
        idle,
        USUAL.callRingingMax(),
        USUAL.sessionsWait());
  }
}
