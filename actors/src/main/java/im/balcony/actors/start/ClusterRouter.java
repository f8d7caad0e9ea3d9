package im.balcony.actors.start;

import im.balcony.actors.feature.pushgateway.PushGateway;
import im.balcony.actors.routing.Domains;
import im.balcony.actors.routing.StanzaRouter;
import im.balcony.actors.session.Users;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stanzas to accounts of our domains go to their Users, those to other servers to what stands for
 * their addresses here; without a way to other servers their senders are told so (RFC 6120 section
 * 10.4).
 */
final class ClusterRouter implements StanzaRouter {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterRouter.class);

  private final Users users;
  private final Rooms rooms;
  private final Domains domains;
  private final PushGateway push;

  ClusterRouter(Users users, Rooms rooms, Domains domains, PushGateway push) {
    this.users = users;
    this.rooms = rooms;
    this.domains = domains;
    this.push = push;
  }

  @Override
  public boolean isLocal(String domain) {
    return domains.isLocal(domain);
  }

  @Override
  public boolean isElsewhere(String domain) {
    return domains.isElsewhere(domain);
  }

  @Override
  public boolean servesRooms(String domain) {
    return rooms.servesRooms(domain);
  }

  @Override
  public boolean servesPush(String domain) {
    return domains.servesPush(domain);
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
    } else if (isElsewhere(to.domain()) || isAccount(to)) {
      users.tell(to.bare(), new UserCommand.Route(stanza));
    } else if (isPublication(stanza, to)) {
      publish((Iq) stanza);
    } else {
      bounce(
          stanza,
          isLocal(to.domain()) || servesRooms(to.domain()) || servesPush(to.domain())
              ? StanzaError.serviceUnavailable()
              : StanzaError.remoteServerNotFound());
    }
  }

  /** Only an account itself publishes: its clients ask the service by what stands before this. */
  private boolean isPublication(Stanza stanza, Jid to) {
    var from = stanza.from();
    return servesPush(to.domain())
        && to.isDomain()
        && from != null
        && from.isBare()
        && isLocal(from.domain())
        && stanza instanceof Iq iq
        && iq.type() == Iq.Type.SET;
  }

  private void publish(Iq iq) {
    var account = iq.from();
    var payload = iq.payload();
    if (account == null || payload.isEmpty()) {
      bounce(iq, StanzaError.badRequest());
      return;
    }
    push.publish(account, payload.get())
        .thenAccept(
            error -> {
              if (error.isPresent()) {
                bounce(iq, error.get());
              } else if (StanzaReader.read(iq.result(null)) instanceof StanzaReader.Read read) {
                users.tell(account, new UserCommand.Route(read.stanza()));
              }
            });
  }

  private boolean isAccount(Jid address) {
    return isLocal(address.domain()) && address.local() != null;
  }

  /** The stanza's own rules say whether its sender is told. */
  private void bounce(Stanza stanza, StanzaError error) {
    var from = stanza.from();
    if (from == null || !(isElsewhere(from.domain()) || isAccount(from))) {
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
