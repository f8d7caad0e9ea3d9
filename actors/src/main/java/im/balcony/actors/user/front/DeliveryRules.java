package im.balcony.actors.user.front;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import java.util.List;

/** Which of an account's sessions get a message: the table of RFC 6121 section 8.5.4. */
final class DeliveryRules {
  private DeliveryRules() {}

  /** Empty when none does: what is archived waits there, the rest is ignored or bounced. */
  static List<OpenSession> recipients(Sessions sessions, Message.Type type, Jid to) {
    if (to.isFull()) {
      var matching = sessions.get(to);
      if (matching != null) {
        return List.of(matching); // 8.5.3.1, whatever its priority and whether available or not
      }
      return type == Message.Type.CHAT ? mostAvailable(sessions) : List.of(); // 8.5.3.2.1
    }
    return switch (type) {
      case CHAT -> mostAvailable(sessions);
      case NORMAL, HEADLINE -> sessions.where(OpenSession::takesMessages);
      case GROUPCHAT, ERROR -> List.of();
    };
  }

  /**
   * Those of the highest priority. The others opt in to see every chat message by carbons
   * (XEP-0280), which they get as copies.
   */
  private static List<OpenSession> mostAvailable(Sessions sessions) {
    var highest = -1;
    for (var session : sessions.all()) {
      if (session.takesMessages()) {
        highest = Math.max(highest, session.priority());
      }
    }
    if (highest < 0) {
      return List.of();
    }
    var top = highest;
    return sessions.where(session -> session.takesMessages() && session.priority() == top);
  }
}
