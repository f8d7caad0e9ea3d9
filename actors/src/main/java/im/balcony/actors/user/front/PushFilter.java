package im.balcony.actors.user.front;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.push.PushTerms;
import im.balcony.protocol.xep.push.PushTerms.RoomRule;
import java.util.function.Predicate;

/** Which devices want to hear of what, beside what the account wants (Tigase's filters). */
final class PushFilter {
  private final Front front;

  PushFilter(Front front) {
    this.front = front;
  }

  /** Something of this account; who is muted may call. */
  Predicate<PushTerms> ofSender(Jid bareJid, boolean calls) {
    var isKnown =
        front.isOwn(bareJid) || front.account().committed().roster().items().containsKey(bareJid);
    return terms ->
        (isKnown || !terms.ignoresUnknown()) && (calls || !terms.muted().contains(bareJid));
  }

  /** Something in a room; of one that a device does not name, the account's setting decides. */
  Predicate<PushTerms> ofRoom(Jid room, boolean mentioned) {
    return terms -> {
      var rule = terms.rooms().get(room);
      return !terms.muted().contains(room)
          && rule != RoomRule.NEVER
          && (rule != RoomRule.MENTIONED || mentioned);
    };
  }
}
