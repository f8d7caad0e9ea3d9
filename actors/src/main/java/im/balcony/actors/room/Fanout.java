package im.balcony.actors.room;

import im.balcony.actors.session.OpenStanza;
import im.balcony.actors.session.RoomStanza;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stanza to many: it is written once, each client's address is put in where the client is. What
 * is collected for a client goes to it in one message.
 */
final class Fanout {
  /** How somebody's presence looks to a client. */
  @FunctionalInterface
  interface Look {
    /**
     * @param open whether the client sees real addresses
     * @param own whether it is about the client's own occupant
     */
    XmlElement of(boolean open, boolean own);
  }

  private final Stage stage;

  Fanout(Stage stage) {
    this.stage = stage;
  }

  void send(List<Seat> to, XmlElement stanza, boolean urgent) {
    send(to, stanza, 0, urgent);
  }

  /**
   * What the room keeps.
   *
   * @param id in its log
   */
  void tell(List<Seat> to, XmlElement stanza, long id) {
    send(to, stanza, id, true);
  }

  /** As participants' clients hear it, which hear nothing of what is for occupants. */
  void toParticipants(List<Seat> to, XmlElement stanza, long id, boolean urgent) {
    sendAll(to.stream().filter(Seat::byChannel).toList(), stanza, id, urgent);
  }

  private void send(List<Seat> to, XmlElement stanza, long id, boolean urgent) {
    sendAll(to.stream().filter(seat -> !seat.byChannel()).toList(), stanza, id, urgent);
  }

  private void sendAll(List<Seat> to, XmlElement stanza, long id, boolean urgent) {
    if (!to.isEmpty()) {
      var same = new RoomStanza(id, OpenStanza.of(stanza), urgent);
      to.forEach(seat -> stage.send(seat.fullJid(), same));
    }
  }

  /**
   * Somebody's presence, as each may see it (XEP-0045 sections 7.2.3 and 7.2.4).
   *
   * @param about whose it is; others hear nothing of who is hidden
   * @param nonAnonymous whether everybody sees real addresses
   * @param answered the id of what that client has sent, which its own copy answers; null for none
   */
  void show(List<Seat> to, Seat about, boolean nonAnonymous, @Nullable String answered, Look look) {
    var same = new RoomStanza[4];
    for (var seat : to) {
      if (seat.byChannel()) {
        continue;
      }
      var own = seat.nick().equals(about.nick());
      if (about.hidden() && !own) {
        continue;
      }
      var open = nonAnonymous || own || seat.role().equals("moderator");
      if (answered != null && seat.fullJid().equals(about.fullJid())) {
        var answer = look.of(true, true).withAttribute("id", answered);
        stage.send(seat.fullJid(), new RoomStanza(0, OpenStanza.of(answer), false));
        continue;
      }
      var which = (open ? 1 : 0) + (own ? 2 : 0);
      if (same[which] == null) {
        same[which] = new RoomStanza(0, OpenStanza.of(look.of(open, own)), false);
      }
      stage.send(seat.fullJid(), same[which]);
    }
  }
}
