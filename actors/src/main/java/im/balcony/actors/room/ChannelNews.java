package im.balcony.actors.room;

import im.balcony.actors.feature.mix.MixFace;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.persistence.event.room.RoomState.Participant;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mix.Mix;
import im.balcony.protocol.xep.mix.MixAnon;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.pubsub.PubsubEvents;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What participants' clients hear of the room, each of the nodes that its account asked for
 * (XEP-0369 section 4.7). What an account's own server would address anew for each of its clients
 * (XEP-0405 section 2.2) is addressed to them at once.
 */
final class ChannelNews {
  private final Hall hall;

  ChannelNews(Hall hall) {
    this.hall = hall;
  }

  /** Those of these clients whose accounts want to hear of a node. */
  List<Seat> hearing(List<Seat> seats, MixNode node) {
    return seats.stream().filter(seat -> seat.byChannel() && hears(seat, node)).toList();
  }

  private boolean hears(Seat seat, MixNode node) {
    var participant = hall.participantOf(Hall.jidOf(seat));
    return participant != null
        && participant.nodes().contains(node.value())
        && ChannelNodes.mayHear(hall.affiliationOf(Hall.jidOf(seat)), node);
  }

  /**
   * Somebody says something to all.
   *
   * @param id in the room's log; 0 for what is not kept
   */
  void said(List<Seat> to, String nick, Jid from, XmlElement said, long id) {
    kept(to, nick, from, said, id);
  }

  /**
   * The same, or the room itself says it.
   *
   * @param nick null for the room
   */
  void kept(List<Seat> to, @Nullable String nick, Jid from, XmlElement said, long id) {
    var hearing = hearing(to, MixNode.MESSAGES);
    if (!hearing.isEmpty()) {
      hall.fanout().toParticipants(hearing, hall.mixFace().kept(nick, from, said, id), id, true);
    }
  }

  /** Of whom others are not told only its own account hears. */
  private List<Seat> seeing(List<Seat> to, Seat about) {
    var account = Hall.jidOf(about).bare();
    return hearing(to, MixNode.PRESENCE).stream()
        .filter(seat -> !about.hidden() || Hall.jidOf(seat).bare().equals(account))
        .toList();
  }

  /** A client is there, in the room or as a participant's. */
  void present(List<Seat> to, Seat about) {
    var hearing = seeing(to, about);
    if (!hearing.isEmpty()) {
      var told = StoredXml.read(about.presenceXml());
      tell(hearing, hall.mixFace().present(about.nick(), Hall.jidOf(about), told));
    }
  }

  /** A client is not there any more. */
  void gone(MixFace face, List<Seat> to, Seat about) {
    var hearing = seeing(to, about);
    if (!hearing.isEmpty()) {
      tell(hearing, face.gone(about.nick(), Hall.jidOf(about)));
    }
  }

  /** Who is in by MUC alone is seen among the participants as long as it is. */
  void came(List<Seat> seats, Jid client) {
    if (hall.participantOf(client) == null && clientsOf(seats, client).size() == 1) {
      var seat = clientsOf(seats, client).get(0);
      var now = new Participant(seat.nick(), List.of(), Map.of());
      published(seats, MixNode.PARTICIPANTS, item(client.bare(), now));
    }
  }

  /** The same client has left; these are still in. */
  void left(MixFace face, List<Seat> seats, Jid client) {
    if (hall.participantOf(client) == null && clientsOf(seats, client).isEmpty()) {
      retracted(seats, MixNode.PARTICIPANTS, face.idOf(client));
    }
  }

  private static List<Seat> clientsOf(List<Seat> seats, Jid client) {
    var account = client.bare();
    return seats.stream().filter(seat -> Hall.jidOf(seat).bare().equals(account)).toList();
  }

  /** How the participants node shows an account (section 4.7.3). */
  PubsubItem item(Jid account, Participant participant) {
    var face = hall.mixFace();
    return new PubsubItem(
        face.idOf(account), Mix.participant(participant.nick(), face.shown(account)));
  }

  /** How the JID map shows an account (XEP-0404 section 2.5). */
  PubsubItem mapped(Jid account) {
    return new PubsubItem(hall.mixFace().idOf(account), MixAnon.mapped(account));
  }

  void published(List<Seat> to, MixNode node, PubsubItem item) {
    event(to, node, PubsubEvents.item(node.value(), item));
  }

  void retracted(List<Seat> to, MixNode node, String itemId) {
    event(to, node, PubsubEvents.retracted(node.value(), List.of(itemId)));
  }

  private void event(List<Seat> to, MixNode node, XmlElement event) {
    var hearing = hearing(to, node);
    if (!hearing.isEmpty()) {
      tell(hearing, hall.mixFace().event(event));
    }
  }

  private void tell(List<Seat> to, XmlElement stanza) {
    hall.fanout().toParticipants(to, stanza, 0, false);
  }
}
