package im.balcony.actors.room;

import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.xep.hats.Hat;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.MucStatus;
import im.balcony.protocol.xep.muc.MucUser;
import im.balcony.protocol.xml.StoredXml;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** That somebody is in the room, as each occupant may see it (XEP-0045 sections 7.2.2 to 7.2.4). */
final class Appearances {
  private final Hall hall;
  private final ChannelNews news;

  Appearances(Hall hall) {
    this.hall = hall;
    this.news = new ChannelNews(hall);
  }

  /** As the room sees it now. */
  void show(List<Seat> to, Seat about, Set<MucStatus> toOwn, @Nullable String answered) {
    show(to, about, hall.item(about, true), hall.config().isNonAnonymous(), toOwn, answered);
  }

  /**
   * As the room saw it when this was decided.
   *
   * @param item with the real address, which is shown to those who may see it
   * @param toOwn what its own clients are told beside status 110
   * @param answered the id of what its client has sent; null for none
   */
  void show(
      List<Seat> to,
      Seat about,
      MucItem item,
      boolean nonAnonymous,
      Set<MucStatus> toOwn,
      @Nullable String answered) {
    if (!hall.isShown(about)) {
      return;
    }
    news.present(to, about);
    var told = StoredXml.read(about.presenceXml());
    var id = hall.occupantId(Hall.jidOf(about));
    var hats = hall.hatsOf(Hall.jidOf(about));
    hall.fanout()
        .show(
            to,
            about,
            nonAnonymous,
            answered,
            (open, own) -> {
              var statuses = EnumSet.noneOf(MucStatus.class);
              if (own) {
                statuses.addAll(toOwn);
                statuses.add(MucStatus.SELF);
              }
              var seen = open ? item : item.withJid(null);
              var whole = hall.face().present(about.nick(), told, MucUser.of(seen, statuses), id);
              return hats.isEmpty() ? whole : whole.withChild(Hat.worn(hats));
            });
  }
}
