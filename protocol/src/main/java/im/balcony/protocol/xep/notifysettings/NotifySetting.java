package im.balcony.protocol.xep.notifysettings;

import java.util.Optional;

/** Which messages of a chat its owner wants to be notified of (section 2.1). On disk by name. */
public enum NotifySetting {
  /** Nothing was said: as {@link #ALWAYS} in direct chats (section 3). */
  UNSAID(""),
  ALWAYS("always"),
  ON_MENTION("on-mention"),
  NEVER("never");

  private final String element;

  NotifySetting(String element) {
    this.element = element;
  }

  /** The name of its element; empty when there is none. */
  String element() {
    return element;
  }

  static Optional<NotifySetting> of(String element) {
    for (var setting : values()) {
      if (setting != UNSAID && setting.element.equals(element)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether it wants a message.
   *
   * @param mentioned whether the message speaks of the owner
   */
  public boolean wants(boolean mentioned) {
    return switch (this) {
      case UNSAID, ALWAYS -> true;
      case ON_MENTION -> mentioned;
      case NEVER -> false;
    };
  }
}
