package im.balcony.actors.routing;

import im.balcony.protocol.stanza.Stanza;

/**
 * The way of presences, IQs and errors to accounts and other servers; nothing here waits or
 * promises arrival. What cannot be sent comes back to its sender as a stanza error.
 */
public interface StanzaRouter {

  /** Sends a stanza whose from and to are set. */
  void route(Stanza stanza);

  /** Whether accounts of this domain live here. */
  boolean isLocal(String domain);
}
