package im.balcony.actors.user.front;

import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.xep.avatar.AvatarImage;
import im.balcony.protocol.xep.vcardavatar.VcardPhoto;
import im.balcony.protocol.xml.StoredXml;
import java.util.Optional;

/** The hash of the picture in the account's card, told in its presence (XEP-0398 section 3.3). */
final class OwnAvatar {
  private static final byte[] NO_CARD = {};

  private final Front front;
  private byte[] card = NO_CARD;
  private Optional<String> hash = Optional.empty();

  OwnAvatar(Front front) {
    this.front = front;
  }

  /** The presence with the hash, when there is a picture. */
  Presence told(Presence presence) {
    return presence.type() == Presence.Type.AVAILABLE
        ? hash()
            .map(known -> presence.withElement(VcardPhoto.tell(presence.element(), known)))
            .orElse(presence)
        : presence;
  }

  /** Whether the account has no picture. */
  boolean isNone() {
    return hash().isEmpty();
  }

  /** Read from the card again only when that is another one. */
  @SuppressWarnings("ArrayEquals") // the same bytes, not equal ones: events never change them
  private Optional<String> hash() {
    var now = front.decided().vcard();
    if (now != card) {
      card = now;
      hash =
          now.length == 0
              ? Optional.empty()
              : VcardPhoto.in(StoredXml.read(now)).map(VcardPhoto::image).map(AvatarImage::id);
    }
    return hash;
  }
}
