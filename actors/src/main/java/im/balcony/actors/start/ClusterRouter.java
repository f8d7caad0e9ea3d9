package im.balcony.actors.start;

import im.balcony.actors.routing.StanzaRouter;
import im.balcony.actors.session.Users;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stanzas to accounts of our domains go to their Users; there is no way to other servers yet, and
 * their senders are told so (RFC 6120 section 10.4).
 */
final class ClusterRouter implements StanzaRouter {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterRouter.class);

  private final Users users;
  private final Rooms rooms;
  private final Set<String> domains;

  ClusterRouter(Users users, Rooms rooms, Set<String> domains) {
    this.users = users;
    this.rooms = rooms;
    this.domains = Set.copyOf(domains);
  }

  @Override
  public boolean isLocal(String domain) {
    return domains.contains(domain);
  }

  @Override
  public boolean servesRooms(String domain) {
    return rooms.servesRooms(domain);
  }

  @Override
  public void tell(Jid bareJid, UserCommand command) {
    users.tell(bareJid, command);
  }

  @Override
  public void route(Stanza stanza) {
    var to = stanza.to();
    if (to == null) {
      LOG.warn("a {} without an address is dropped", stanza.element().name());
    } else if (isLocal(to.domain()) && to.local() != null) {
      users.tell(to.bare(), new UserCommand.Route(stanza));
    } else {
      bounce(
          stanza,
          isLocal(to.domain()) || servesRooms(to.domain())
              ? StanzaError.serviceUnavailable()
              : StanzaError.remoteServerNotFound());
    }
  }

  /** The stanza's own rules say whether its sender is told. */
  private void bounce(Stanza stanza, StanzaError error) {
    var from = stanza.from();
    if (from == null || !isLocal(from.domain()) || from.local() == null) {
      return;
    }
    error
        .bounce(stanza)
        .map(StanzaReader::read)
        .ifPresent(
            result -> {
              if (result instanceof StanzaReader.Read read) {
                users.tell(from.bare(), new UserCommand.Route(read.stanza()));
              }
            });
  }
}
