package im.balcony.actors.room;

import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.room.RoomCommand.Item;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mix.MixPreference;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes through the channel to one participant, by its id: questions (XEP-0403 section 4.5) and
 * private messages (XEP-0404 section 3.2). Who is in by MUC alone is reached so as well.
 */
final class ChannelPost {
  private final Hall hall;
  private final Whispers whispers;
  private final PassedQuestions passed;
  private final Map<String, String> ids = new HashMap<>();

  ChannelPost(Hall hall, Whispers whispers, PassedQuestions passed) {
    this.hall = hall;
    this.whispers = whispers;
    this.passed = passed;
  }

  void arrived(Item item, Jid from, Jid to) {
    var stanza = item.stanza();
    if (stanza instanceof Iq iq && !iq.isRequest()) {
      passed.answered(iq);
    } else if (stanza.isError() || !(stanza instanceof Iq || stanza instanceof Message)) {
      return; // nobody is told of presence so
    } else if (!hall.isThere()) {
      hall.refuse(stanza, StanzaError.itemNotFound());
    } else {
      pass(item, from, to);
    }
  }

  private void pass(Item item, Jid from, Jid to) {
    var stanza = item.stanza();
    var by = hall.speaker(from);
    var account = accountOf(ParticipantAddress.idIn(to));
    if (by == null) {
      hall.refuse(stanza, StanzaError.notAcceptable());
    } else if (account.isEmpty()) {
      hall.refuse(stanza, StanzaError.itemNotFound());
    } else if (stanza instanceof Message message) {
      message(item, message, by, Jid.parse(account), clientsOf(account, to));
    } else if (stanza instanceof Iq iq) {
      question(iq, from, Jid.parse(account), clientsOf(account, to));
    }
  }

  /** Empty text when nobody has this id. */
  private String accountOf(String id) {
    if (ids.size() > 2 * (hall.settings().participantsMax() + hall.settings().occupantsMax())) {
      ids.clear();
    }
    var face = hall.mixFace();
    for (var account : hall.room().participants().keySet()) {
      if (id.equals(ids.computeIfAbsent(account, each -> face.idOf(Jid.parse(each))))) {
        return account;
      }
    }
    for (var seat : hall.occupancy().seats()) {
      var account = Hall.jidOf(seat).bare().toString();
      if (id.equals(ids.computeIfAbsent(account, each -> face.idOf(Jid.parse(each))))) {
        return account;
      }
    }
    return "";
  }

  private List<Seat> clientsOf(String account, Jid to) {
    var face = hall.mixFace();
    return hall.occupancy().seats().stream()
        .filter(seat -> Hall.jidOf(seat).bare().toString().equals(account))
        .filter(hall::isShown)
        .filter(seat -> to.isBare() || face.addressOf(Hall.jidOf(seat)).equals(to))
        .toList();
  }

  private String preference(Jid account, MixPreference preference) {
    var participant = hall.participantOf(account);
    return preference.in(participant == null ? Map.of() : participant.preferences());
  }

  private void message(Item item, Message message, Seat by, Jid account, List<Seat> clients) {
    if (message.type() == Message.Type.GROUPCHAT) {
      hall.refuse(message, StanzaError.badRequest());
    } else if (!whispers.isAllowed(Hall.roleOf(by))
        || preference(account, MixPreference.PRIVATE_MESSAGES).equals("block")) {
      hall.refuse(message, StanzaError.forbidden());
    } else if (clients.isEmpty()) {
      hall.refuse(message, StanzaError.recipientUnavailable());
    } else {
      var from = Hall.jidOf(by);
      var said = MucFace.said(message.element());
      var toParticipants = said.withAttribute("from", hall.mixFace().addressOf(from).toString());
      var toOccupants = hall.face().whispered(by.nick(), said, hall.occupantId(from));
      whispers.keep(
          item,
          from,
          hall.mixFace().idOf(account),
          message,
          clients,
          to -> to.byChannel() ? toParticipants : toOccupants);
    }
  }

  private void question(Iq iq, Jid from, Jid account, List<Seat> clients) {
    var isCard = iq.payload().filter(PassedQuestions::isCard).isPresent();
    if (isCard
        && !hall.mixFace().visible()
        && preference(account, MixPreference.VCARD).equals("block")) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (!isCard && clients.isEmpty()) {
      hall.refuse(iq, StanzaError.recipientUnavailable());
    } else {
      var asked = isCard ? account : Hall.jidOf(clients.get(clients.size() - 1));
      passed.pass(iq, hall.mixFace().addressOf(from), asked);
    }
  }
}
