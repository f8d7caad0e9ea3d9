package im.balcony.protocol.xep.vcardavatar;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.avatar.AvatarImage;
import im.balcony.protocol.xep.vcard.VCard;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The picture in a card.
 *
 * @param type of its content; what the card says, a hint only (section 4.5)
 */
@Xep(number = 153, name = "vCard-Based Avatars", version = "1.1.1")
public record VcardPhoto(String type, AvatarImage image) {
  /** Told in presence. */
  public static final String UPDATE_NAMESPACE = "vcard-temp:x:update";

  private static final String PHOTO = "PHOTO";
  private static final String TYPE = "TYPE";
  private static final String BINVAL = "BINVAL";
  private static final String DEFAULT_TYPE = "image/png";
  private static final String UPDATE = "x";
  private static final String HASH = "photo";

  /** Empty for a card without a picture, or one that cannot be read. */
  public static Optional<VcardPhoto> in(XmlElement card) {
    return card.child(PHOTO, VCard.NAMESPACE).flatMap(VcardPhoto::read);
  }

  /** Every picture of a card; empty when one of them cannot be read. */
  public static Optional<List<VcardPhoto>> all(XmlElement card) {
    var elements = card.children(PHOTO, VCard.NAMESPACE);
    var photos = elements.stream().flatMap(photo -> read(photo).stream()).toList();
    return photos.size() == elements.size() ? Optional.of(photos) : Optional.empty();
  }

  private static Optional<VcardPhoto> read(XmlElement photo) {
    var type =
        photo
            .child(TYPE, VCard.NAMESPACE)
            .map(element -> element.text().strip())
            .filter(text -> text.startsWith("image/"))
            .orElse(DEFAULT_TYPE);
    return photo
        .child(BINVAL, VCard.NAMESPACE)
        .flatMap(binval -> AvatarImage.of(binval.text()))
        .map(image -> new VcardPhoto(type, image));
  }

  /** The card with this picture and no other. */
  public XmlElement into(XmlElement card) {
    return without(card)
        .withChild(
            XmlElement.named(PHOTO, VCard.NAMESPACE)
                .child(XmlElement.named(TYPE, VCard.NAMESPACE).text(type).build())
                .child(XmlElement.named(BINVAL, VCard.NAMESPACE).text(image.base64()).build())
                .build());
  }

  /** The card without a picture. */
  public static XmlElement without(XmlElement card) {
    Predicate<XmlElement> isPhoto = child -> child.is(PHOTO, VCard.NAMESPACE);
    return card.withoutChildren(isPhoto);
  }

  /**
   * The presence with the hash of the account's picture (XEP-0398 section 3.3): in the place of
   * what the client says, unless it says that it shows none (an empty photo element).
   *
   * @param hash empty when there is no picture any more
   */
  public static XmlElement tell(XmlElement presence, String hash) {
    var told = presence.child(UPDATE, UPDATE_NAMESPACE).flatMap(VcardPhoto::photoTold);
    if (told.filter(text -> text.isBlank() || text.strip().equals(hash)).isPresent()) {
      return presence;
    }
    return untold(presence)
        .withChild(
            XmlElement.named(UPDATE, UPDATE_NAMESPACE)
                .child(XmlElement.named(HASH, UPDATE_NAMESPACE).text(hash).build())
                .build());
  }

  /** Whether the presence tells of a picture. */
  public static boolean isTold(XmlElement presence) {
    return presence
        .child(UPDATE, UPDATE_NAMESPACE)
        .flatMap(VcardPhoto::photoTold)
        .filter(hash -> !hash.isBlank())
        .isPresent();
  }

  /** The presence without a word of pictures. */
  public static XmlElement untold(XmlElement presence) {
    Predicate<XmlElement> isUpdate = child -> child.is(UPDATE, UPDATE_NAMESPACE);
    return presence.withoutChildren(isUpdate);
  }

  private static Optional<String> photoTold(XmlElement update) {
    return update.child(HASH, UPDATE_NAMESPACE).map(XmlElement::text);
  }
}
