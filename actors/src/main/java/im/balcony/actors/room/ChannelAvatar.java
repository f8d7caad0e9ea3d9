package im.balcony.actors.room;

import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.avatar.AvatarImage;
import im.balcony.protocol.xep.avatar.UserAvatar;
import im.balcony.protocol.xep.avatarconversion.AvatarConversion;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xep.vcardavatar.VcardPhoto;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/**
 * The room's picture (XEP-0486) at the nodes of pictures (XEP-0407 section 2, XEP-0084). What is
 * published at the data node is the picture at once, so that nothing that was acknowledged is only
 * in memory; what is published at the other one says of which type it is, or that there is none.
 */
final class ChannelAvatar {
  private final Hall hall;
  private final RoomCards cards;

  ChannelAvatar(Hall hall) {
    this.hall = hall;
    this.cards = new RoomCards(hall);
  }

  static boolean isAt(MixNode node) {
    return node == MixNode.AVATAR_DATA || node == MixNode.AVATAR_METADATA;
  }

  static List<PubsubItem> data(RoomState room) {
    return VcardPhoto.in(RoomCards.of(room))
        .map(photo -> new PubsubItem(photo.image().id(), photo.image().toElement()))
        .stream()
        .toList();
  }

  static List<PubsubItem> metadata(RoomState room) {
    return VcardPhoto.in(RoomCards.of(room))
        .map(
            photo ->
                new PubsubItem(photo.image().id(), AvatarConversion.metadata(photo).toElement()))
        .stream()
        .toList();
  }

  /** XEP-0084 section 3.5: what is told when there is none any more. */
  static PubsubItem none() {
    return new PubsubItem(null, new UserAvatar(List.of()).toElement());
  }

  void publish(Iq iq, Jid from, MixNode node, PubsubItem item) {
    var payload = item.payload();
    if (!hall.affiliationOf(from).isAtLeast(Affiliation.ADMIN)) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (payload == null) {
      hall.refuse(iq, PubsubError.payloadRequired());
    } else if (node == MixNode.AVATAR_DATA) {
      picture(iq, from, item, AvatarImage.read(payload));
    } else {
      described(iq, from, item, UserAvatar.read(payload));
    }
  }

  private void picture(Iq iq, Jid from, PubsubItem item, Optional<AvatarImage> image) {
    var id = item.id();
    if (image.isEmpty() || (id != null && !id.equalsIgnoreCase(image.get().id()))) {
      hall.refuse(iq, PubsubError.invalidPayload());
      return;
    }
    var before = VcardPhoto.in(RoomCards.of(hall.room()));
    var type =
        before
            .filter(photo -> photo.image().id().equals(image.get().id()))
            .map(VcardPhoto::type)
            .orElse("image/png");
    set(iq, from, MixNode.AVATAR_DATA, image.get().id(), new VcardPhoto(type, image.get()));
  }

  private void described(Iq iq, Jid from, PubsubItem item, Optional<UserAvatar> told) {
    var card = RoomCards.of(hall.room());
    var photo = VcardPhoto.in(card);
    var info = told.flatMap(UserAvatar::atNode);
    if (told.isEmpty()) {
      hall.refuse(iq, PubsubError.invalidPayload());
    } else if (info.isEmpty()) {
      var id = item.id() == null ? "none" : item.id();
      put(iq, from, MixNode.AVATAR_METADATA, id, VcardPhoto.without(card));
    } else if (photo.flatMap(now -> AvatarConversion.photo(info.get(), now.image())).isEmpty()) {
      hall.refuse(iq, StanzaError.itemNotFound().withText("that picture is not published"));
    } else {
      var image = photo.get().image();
      set(iq, from, MixNode.AVATAR_METADATA, image.id(), new VcardPhoto(info.get().type(), image));
    }
  }

  private void set(Iq iq, Jid from, MixNode node, String id, VcardPhoto photo) {
    put(iq, from, node, id, photo.into(RoomCards.of(hall.room())));
  }

  private void put(Iq iq, Jid from, MixNode node, String id, XmlElement card) {
    if (card.toBytes().length > hall.settings().cardBytesMax()) {
      hall.refuse(iq, PubsubError.payloadTooBig());
    } else {
      cards.put(from, card, iq.result(Pubsub.published(node.value(), List.of(id))));
    }
  }
}
