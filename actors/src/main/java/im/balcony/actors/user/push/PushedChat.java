package im.balcony.actors.user.push;

import im.balcony.protocol.xep.push.PushContent;
import im.balcony.protocol.xep.push.PushRoute;
import org.jspecify.annotations.Nullable;

/**
 * Something to read that a sleeping device hears of.
 *
 * @param conversation an opaque name of it, for the service; null for nothing in particular
 * @param peer the bare JID of the row that must be unread still; null for any
 * @param rowType see ConversationType
 * @param content for devices that can read it
 */
public record PushedChat(
    PushRoute.Type type,
    @Nullable String conversation,
    @Nullable String peer,
    String rowType,
    PushContent content) {
  private static final String REQUESTS = "requests";

  /** Requests for the account's presence wait, however many: what only the number tells. */
  public static PushedChat requests(PushRoute.Type type) {
    return new PushedChat(type, null, null, REQUESTS, PushContent.NUMBER);
  }

  public boolean isOfRequests() {
    return rowType.equals(REQUESTS);
  }

  /** This one in the place of what waited: words stay, and who was mentioned stays so. */
  PushedChat instead(@Nullable PushedChat before) {
    if (before != null && type == PushRoute.Type.SILENT) {
      return before;
    }
    return before != null && before.type == PushRoute.Type.MENTION
        ? new PushedChat(PushRoute.Type.MENTION, conversation, peer, rowType, content)
        : this;
  }
}
