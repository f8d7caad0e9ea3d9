package im.balcony.protocol.xep.muc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a presence or message of a room says besides (XEP-0045 section 15.6). */
public enum MucStatus {
  /** Every occupant sees full JIDs. */
  NON_ANONYMOUS(100),
  CONFIGURATION_CHANGED(104),
  /** The presence is the recipient's own. */
  SELF(110),
  /** The room keeps what is said. */
  LOGGED(170),
  NOW_NON_ANONYMOUS(172),
  NOW_SEMI_ANONYMOUS(173),
  CREATED(201),
  /** The room chose another nickname. */
  NICK_ASSIGNED(210),
  BANNED(301),
  NICK_CHANGED(303),
  KICKED(307),
  AFFILIATION_CHANGED(321),
  MEMBERS_ONLY_NOW(322),
  /** Removed because something failed, a lost connection say. */
  TECHNICAL(333);

  private final int code;

  MucStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static Optional<MucStatus> of(@Nullable String code) {
    for (var status : values()) {
      if (Integer.toString(status.code).equals(code)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
