package im.balcony.actors.session;

import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;

/** The way from a session to the entity of its account, wherever that is. */
@FunctionalInterface
public interface Users {
  void tell(Jid bareJid, UserCommand command);
}
