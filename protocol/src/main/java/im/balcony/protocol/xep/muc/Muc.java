package im.balcony.protocol.xep.muc;

import im.balcony.protocol.xep.Xep;

/** The names of the protocol of rooms. */
@Xep(number = 45, name = "Multi-User Chat", version = "1.35.5")
public final class Muc {
  public static final String NAMESPACE = "http://jabber.org/protocol/muc";
  public static final String USER = NAMESPACE + "#user";
  public static final String ADMIN = NAMESPACE + "#admin";
  public static final String OWNER = NAMESPACE + "#owner";

  /** The room reflects the id of a message as it was sent (section 7.4). */
  public static final String STABLE_ID = NAMESPACE + "#stable_id";

  /** Kinds of forms (section 15.5). */
  public static final String ROOM_CONFIG = NAMESPACE + "#roomconfig";

  public static final String ROOM_INFO = NAMESPACE + "#roominfo";

  /** The node that tells a user's reserved nickname (section 7.12). */
  public static final String ROOM_NICK_NODE = "x-roomuser-item";

  /** The node that tells which contents pass through the room (section 18.1.1). */
  public static final String TRAFFIC_NODE = NAMESPACE + "#traffic";

  /** Longer reasons are cut to this. */
  public static final int REASON_CHARS_MAX = 512;

  static final String X = "x";

  private Muc() {}

  static String reason(String text) {
    var whole = text.strip();
    if (whole.length() <= REASON_CHARS_MAX) {
      return whole;
    }
    var splits = Character.isHighSurrogate(whole.charAt(REASON_CHARS_MAX - 1));
    return whole.substring(0, splits ? REASON_CHARS_MAX - 1 : REASON_CHARS_MAX);
  }
}
