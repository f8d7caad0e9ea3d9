package im.balcony.protocol.xep.roomavatar;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.vcardavatar.VcardPhoto;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** The picture in the card of a room. */
@Xep(number = 486, name = "MUC Avatars", version = "0.1.0")
public final class RoomAvatar {
  private static final String FIELD = "muc#roominfo_avatarhash";

  private RoomAvatar() {}

  /**
   * The hashes of all pictures in a card (section 4.1: of one image in several formats); empty when
   * one of them cannot be read.
   */
  public static Optional<List<String>> hashesIn(XmlElement card) {
    var photos = VcardPhoto.all(card);
    return photos.map(all -> all.stream().map(photo -> photo.image().id()).toList());
  }

  /** What a room with pictures tells of them (section 3.3); not told when there are none. */
  public static FormField field(List<String> hashes) {
    return new FormField(FIELD, "text-multi", "Avatar hash", false, hashes, List.of());
  }
}
