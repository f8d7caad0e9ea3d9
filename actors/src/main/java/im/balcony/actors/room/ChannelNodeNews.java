package im.balcony.actors.room;

import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import java.util.List;

/**
 * Tells who runs a channel what has changed in its administrative nodes, and all what has changed
 * of its information (XEP-0406 section 2), by which face of the room ever it was changed.
 */
final class ChannelNodeNews {
  private final Hall hall;
  private final ChannelNews news;
  private RoomState seen;

  ChannelNodeNews(Hall hall) {
    this.hall = hall;
    this.news = new ChannelNews(hall);
    this.seen = hall.room();
  }

  /** To be called when something was decided; what is told waits until that is durable. */
  void check() {
    var before = seen;
    var now = hall.room();
    seen = now;
    if (!hall.isThere()) {
      return;
    }
    if (!now.look().equals(before.look())) {
      pictured(before, now);
    }
    if (now.config().equals(before.config()) && now.affiliations().equals(before.affiliations())) {
      return;
    }
    var seats = hall.occupancy().seats();
    if (!info(now).equals(info(before))) {
      publish(seats, MixNode.INFO, ChannelNodes.info(now, DataForm.Type.RESULT));
    }
    if (!config(now).equals(config(before))) {
      publish(seats, MixNode.CONFIG, ChannelNodes.config(now, DataForm.Type.RESULT));
    }
    listed(
        seats, MixNode.BANNED, names(before, Affiliation.OUTCAST), names(now, Affiliation.OUTCAST));
    listed(seats, MixNode.ALLOWED, allowed(before), allowed(now));
  }

  /** XEP-0084 section 3.2: of which picture there is; who wants it reads it. */
  private void pictured(RoomState before, RoomState now) {
    var told = ChannelAvatar.metadata(now);
    if (!told.equals(ChannelAvatar.metadata(before))) {
      publish(
          hall.occupancy().seats(),
          MixNode.AVATAR_METADATA,
          told.isEmpty() ? ChannelAvatar.none() : told.get(0));
    }
  }

  private static DataForm info(RoomState room) {
    return ChannelNodes.infoOf(room).form(DataForm.Type.RESULT);
  }

  /** Of what it says, not of who said it. */
  private static DataForm config(RoomState room) {
    return ChannelNodes.configOf(room).form(DataForm.Type.RESULT, null);
  }

  private static List<String> names(RoomState room, Affiliation affiliation) {
    return ChannelNodes.listed(room, affiliation);
  }

  /** Where everybody is allowed there is no such node. */
  private static List<String> allowed(RoomState room) {
    return RoomConfig.ofKeys(room.config()).isOn(RoomOption.MEMBERS_ONLY)
        ? names(room, Affiliation.MEMBER)
        : List.of();
  }

  private void listed(List<Seat> seats, MixNode node, List<String> before, List<String> now) {
    now.stream()
        .filter(jid -> !before.contains(jid))
        .forEach(jid -> publish(seats, node, PubsubItem.named(jid)));
    var gone = before.stream().filter(jid -> !now.contains(jid)).toList();
    gone.forEach(jid -> hall.inTurn(() -> news.retracted(seats, node, jid)));
  }

  private void publish(List<Seat> seats, MixNode node, PubsubItem item) {
    hall.inTurn(() -> news.published(seats, node, item));
  }
}
