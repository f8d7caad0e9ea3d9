package im.balcony.actors.room;

import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.MucAdmin;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.Role;
import java.util.List;
import java.util.Map;

/** Who is what in a room, for those who may know (XEP-0045 sections 8.5, 9.2, 9.5, 9.8, 10.5). */
final class PeopleLists {
  private final Hall hall;

  PeopleLists(Hall hall) {
    this.hall = hall;
  }

  void read(Iq iq, Jid from, MucAdmin request) {
    var wanted = request.items().get(0);
    var affiliation = wanted.affiliation();
    var role = wanted.role();
    if (request.items().size() != 1 || (affiliation == null) == (role == null)) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (affiliation != null) {
      byAffiliation(iq, from, affiliation);
    } else if (role != null) {
      byRole(iq, from, role);
    }
  }

  private void byAffiliation(Iq iq, Jid from, Affiliation affiliation) {
    if (affiliation == Affiliation.NONE) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (!Authority.mayRead(
        hall.standingOf(from), affiliation, hall.config().isNonAnonymous())) {
      hall.refuse(iq, StanzaError.forbidden());
    } else {
      answer(
          iq,
          hall.room().affiliations().entrySet().stream()
              .filter(entry -> entry.getValue().affiliation().equals(affiliation.value()))
              .sorted(Map.Entry.comparingByKey())
              .map(
                  entry ->
                      new MucItem(
                          affiliation,
                          null,
                          Jid.parse(entry.getKey()),
                          entry.getValue().nick(),
                          null,
                          entry.getValue().reason()))
              .toList());
    }
  }

  private void byRole(Iq iq, Jid from, Role role) {
    if (role == Role.NONE) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (!Authority.mayRead(hall.standingOf(from), role)) {
      hall.refuse(iq, StanzaError.forbidden());
    } else {
      answer(
          iq,
          hall.oneEach().stream()
              .filter(seat -> Hall.roleOf(seat) == role)
              .map(this::item)
              .toList());
    }
  }

  private MucItem item(Seat seat) {
    return hall.item(seat, true).withNick(seat.nick());
  }

  private void answer(Iq iq, List<MucItem> items) {
    hall.answer(iq, new MucAdmin(items).toElement());
  }
}
