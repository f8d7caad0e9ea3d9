package im.balcony.protocol.xep.avatarconversion;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.avatar.AvatarImage;
import im.balcony.protocol.xep.avatar.UserAvatar;
import im.balcony.protocol.xep.vcardavatar.VcardPhoto;
import java.util.List;
import java.util.Optional;

/** One picture in both forms. */
@Xep(number = 398, name = "User Avatar to vCard-Based Avatars Conversion", version = "1.0.0")
public final class AvatarConversion {
  /** Told of accounts whose pictures are converted. */
  public static final String FEATURE = "urn:xmpp:pep-vcard-conversion:0";

  private AvatarConversion() {}

  /**
   * The picture for the card; empty when the data is not what the info says, which its SHA-1 shows
   * (section 3.1).
   */
  public static Optional<VcardPhoto> photo(UserAvatar.Info info, AvatarImage data) {
    return data.id().equalsIgnoreCase(info.id())
        ? Optional.of(new VcardPhoto(info.type(), data))
        : Optional.empty();
  }

  /** What is told of a card's picture (section 3.2). */
  public static UserAvatar metadata(VcardPhoto photo) {
    var image = photo.image();
    return new UserAvatar(
        List.of(new UserAvatar.Info(image.id(), image.bytes(), photo.type(), null)));
  }
}
