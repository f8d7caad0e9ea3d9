package im.balcony.actors.room;

import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.muc.MucStatus;
import im.balcony.protocol.xep.muc.MucUser;
import im.balcony.protocol.xep.muc.RoomConfig;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes a room what its owner wants (XEP-0045 sections 10.1.2 and 10.2.1). */
final class Configuring {
  private final Hall hall;
  private final Exits exits;
  private final Listing listing;
  private final Regrouping regrouping;

  Configuring(Hall hall, Exits exits, Listing listing, Regrouping regrouping) {
    this.hall = hall;
    this.exits = exits;
    this.listing = listing;
    this.regrouping = regrouping;
  }

  /**
   * Configures the room.
   *
   * @param at when, which names the change
   * @param done when it is durable, and the list of rooms knows of it
   */
  void set(Jid by, RoomConfig config, Instant at, Runnable done) {
    var before = hall.config();
    var wasOpen = hall.room().phase() == RoomState.Phase.OPEN;
    var seats = hall.occupancy().seats();
    var configured = new RoomEvent.RoomConfigured(config.keys(), by.bare().toString(), at);
    hall.writer()
        .write(
            List.of(configured),
            List.of(),
            () -> {
              if (wasOpen && !config.equals(before)) {
                var changed = hall.face().changed(MucUser.of(whatChanged(before, config)));
                hall.fanout().send(seats, changed, false);
              }
              listing.whenSettled(done);
            });
    regrouping.since(before);
    exits.removeUnwelcome();
  }

  private static Set<MucStatus> whatChanged(RoomConfig before, RoomConfig now) {
    if (before.isNonAnonymous() == now.isNonAnonymous()) {
      return EnumSet.of(MucStatus.CONFIGURATION_CHANGED);
    }
    return EnumSet.of(
        MucStatus.CONFIGURATION_CHANGED,
        now.isNonAnonymous() ? MucStatus.NOW_NON_ANONYMOUS : MucStatus.NOW_SEMI_ANONYMOUS);
  }
}
