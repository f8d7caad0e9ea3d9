package im.balcony.actors.user.front;

import im.balcony.protocol.jid.Jid;

/**
 * The account's clients in the channels that it takes part in (XEP-0405 sections 2.1 and 2.9): each
 * one that knows MIX is there with its presence, and is reached there, as long as it is available.
 */
final class ChannelClients {
  private final Front front;
  private final RoomRoutes rooms;

  ChannelClients(Front front, RoomRoutes rooms) {
    this.front = front;
    this.rooms = rooms;
  }

  /** The client has come, or tells something else of itself. */
  void available(OpenSession session) {
    for (var channel : front.decided().channels().byAddress().keySet()) {
      show(session, channel);
    }
  }

  /** The account takes part there from now on. */
  void showAll(Jid channel) {
    for (var session : front.sessions().available()) {
      show(session, channel);
    }
  }

  private void show(OpenSession session, Jid channel) {
    var presence = session.presence();
    if (presence != null
        && session.interest().takesChannels()
        && !front.isBlocked(channel)
        && rooms.beIn(session, channel)) {
      front.router().route(presence.withTo(channel));
    }
  }
}
