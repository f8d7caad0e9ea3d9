package im.balcony.actors.routing;

import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;

/**
 * The way of presences, IQs and errors to accounts and other servers; nothing here waits or
 * promises arrival. What cannot be sent comes back to its sender as a stanza error.
 */
public interface StanzaRouter {

  /** Sends a stanza whose from and to are set. */
  void route(Stanza stanza);

  /** Tells the User of an account that lives here what is no stanza. */
  void tell(Jid bareJid, UserCommand command);

  /** Whether this is the service of rooms of such a domain. */
  boolean servesRooms(String domain);

  /** Whether this is the push service of such a domain. */
  boolean servesPush(String domain);

  /** Whether accounts of this domain live here. */
  boolean isLocal(String domain);

  /** Whether this may be the domain of another server that may be reached. */
  boolean isElsewhere(String domain);
}
