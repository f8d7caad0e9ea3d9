package im.balcony.actors.room;

import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.roomavatar.RoomAvatar;
import im.balcony.protocol.xep.vcard.VCard;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/**
 * The room's card and the picture in it (XEP-0486): set by owners and admins, read by whoever may
 * know that there is such a room. The hash is told by the room's information alone: presence from
 * the room's own address is what section 4.2 advises against.
 */
final class RoomCards {
  private final Hall hall;

  RoomCards(Hall hall) {
    this.hall = hall;
  }

  /** Empty when it has none. */
  static XmlElement of(RoomState room) {
    var kept = room.look().cardXml();
    return kept.length == 0 ? VCard.empty() : StoredXml.read(kept);
  }

  void asked(Iq iq, Jid from, XmlElement card) {
    if (iq.type() == Iq.Type.GET) {
      hall.answer(iq, of(hall.room()));
    } else if (!hall.standingOf(from).isAdmin()) {
      hall.refuse(iq, StanzaError.forbidden().withText("only owners and admins set avatars"));
    } else {
      set(iq, from, card);
    }
  }

  /** Section 3.2; an empty card is none. */
  private void set(Iq iq, Jid from, XmlElement card) {
    var bytes = card.toBytes();
    var hashes = RoomAvatar.hashesIn(card);
    if (bytes.length > hall.settings().cardBytesMax()) {
      hall.refuse(iq, StanzaError.policyViolation().withText("the card is too large"));
    } else if (hashes.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else {
      write(from, card, hashes.get(), iq.result(null));
    }
  }

  /** A card that this server has made of a good one, and the answer to who wanted it. */
  void put(Jid from, XmlElement card, XmlElement result) {
    write(from, card, RoomAvatar.hashesIn(card).orElse(List.of()), result);
  }

  private void write(Jid from, XmlElement card, List<String> hashes, XmlElement result) {
    var isNone = card.elements().isEmpty();
    var event =
        new RoomEvent.CardSet(
            isNone ? new byte[0] : card.toBytes(), hashes, from.bare().toString(), hall.now());
    hall.writer()
        .write(
            List.of(event),
            List.of(),
            () -> {
              hall.tellOfChange();
              hall.ports().occupants().route(result);
            });
  }
}
