package im.balcony.protocol.xep.avatar;

import im.balcony.protocol.xml.XmlElement;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The bytes of a picture, as they stand in text.
 *
 * @param base64 without white space
 * @param bytes how many the picture has
 * @param id hex SHA-1 of the picture (XEP-0084 section 4.2.1, XEP-0153 section 3.1)
 */
public record AvatarImage(String base64, int bytes, String id) {

  /** Empty when the text is not Base64, or of nothing. */
  public static Optional<AvatarImage> of(String text) {
    var base64 = text.replaceAll("\\s", "");
    try {
      var picture = Base64.getDecoder().decode(base64);
      return picture.length == 0
          ? Optional.empty()
          : Optional.of(new AvatarImage(base64, picture.length, sha1(picture)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static String sha1(byte[] picture) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(picture));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** The payload of an item of the data node (XEP-0084 section 4.1). */
  public static Optional<AvatarImage> read(XmlElement data) {
    return data.is("data", UserAvatar.DATA) ? of(data.text()) : Optional.empty();
  }

  public XmlElement toElement() {
    return XmlElement.named("data", UserAvatar.DATA).text(base64).build();
  }
}
