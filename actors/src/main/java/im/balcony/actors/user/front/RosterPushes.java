package im.balcony.actors.user.front;

import im.balcony.actors.feature.roster.RosterPayloads;
import im.balcony.actors.user.account.AccountState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/**
 * IQ sets that the server sends to the account's own clients (RFC 6121 2.1.6, XEP-0191 3.3,
 * XEP-0215 3.2).
 */
final class RosterPushes {
  private static final String ID = "push";

  private final Front front;
  private long count;

  RosterPushes(Front front) {
    this.front = front;
  }

  /** The contact's item as it stands, to all who asked for the roster. */
  void push(AccountState account, Jid contact) {
    for (var annotated : List.of(true, false)) {
      var sessions =
          front.sessions().interested().stream()
              .filter(session -> session.memory().rosterAnnotated() == annotated)
              .toList();
      if (!sessions.isEmpty()) {
        push(sessions, RosterPayloads.push(account, contact, annotated));
      }
    }
  }

  /** From the account. */
  void push(List<OpenSession> sessions, XmlElement payload) {
    push(front.bareJid(), sessions, payload);
  }

  /**
   * @param from the account, or its domain
   */
  void push(Jid from, List<OpenSession> sessions, XmlElement payload) {
    for (var session : sessions) {
      session.send(
          XmlElement.named("iq", Front.NAMESPACE)
              .attribute("from", from.toString())
              .attribute("to", session.fullJid().toString())
              .attribute("id", ID + ++count)
              .attribute("type", "set")
              .child(payload)
              .build(),
          false);
    }
  }
}
