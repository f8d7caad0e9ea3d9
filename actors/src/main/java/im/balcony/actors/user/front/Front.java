package im.balcony.actors.user.front;

import im.balcony.actors.routing.StanzaRouter;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.account.AccountWriter;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlElement;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of one account's front share; all of it lives on the User's thread. */
record Front(
    Jid bareJid,
    Sessions sessions,
    AccountWriter account,
    StanzaRouter router,
    UserSettings settings,
    Clock clock) {
  static final String NAMESPACE = "jabber:client";

  /** The account as it will be when all that was decided is durable. */
  AccountState decided() {
    return account.decided();
  }

  boolean isOwn(Jid address) {
    return bareJid.equals(address.bare());
  }

  /** One's own clients are never blocked (XEP-0191 section 4). */
  boolean isBlocked(@Nullable Jid address) {
    return address != null && !isOwn(address) && decided().blockList().blocks(address);
  }

  /** Answers a stanza of one of the account's sessions with an error. */
  void refuse(OpenSession session, Stanza stanza, StanzaError error) {
    error.bounce(stanza).ifPresent(answer -> session.send(answer, true));
  }

  /** Answers a stanza of somebody else with an error. */
  void refuse(Stanza stanza, StanzaError error) {
    if (stanza.from() != null) {
      error.bounce(stanza).ifPresent(this::route);
    }
  }

  /** Routes what was made here: from and to are set. */
  void route(XmlElement stanza) {
    if (StanzaReader.read(stanza) instanceof StanzaReader.Read read) {
      router.route(read.stanza());
    }
  }

  void deliver(List<OpenSession> sessions, Stanza stanza, boolean urgent) {
    if (!sessions.isEmpty()) {
      var xml = stanza.element().toBytes();
      sessions.forEach(session -> session.send(xml, 0, urgent));
    }
  }

  /** A presence without content. */
  static Presence presence(Presence.Type type, Jid from, Jid to, @Nullable String id) {
    var element =
        XmlElement.named("presence", NAMESPACE)
            .attribute("from", from.toString())
            .attribute("to", to.toString())
            .attribute("id", id)
            .attribute("type", type == Presence.Type.AVAILABLE ? null : type.value())
            .build();
    return new Presence(element, type, from, to, id);
  }
}
