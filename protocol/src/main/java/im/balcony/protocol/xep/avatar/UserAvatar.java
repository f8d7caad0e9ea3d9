package im.balcony.protocol.xep.avatar;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a user's picture, without the picture.
 *
 * @param infos one a format; none when there is no picture any more (section 3.5)
 */
@Xep(number = 84, name = "User Avatar", version = "1.1.4")
public record UserAvatar(List<Info> infos) {
  /** The node of pictures, and the namespace of its items. */
  public static final String DATA = "urn:xmpp:avatar:data";

  /** The node of what is told of them. */
  public static final String METADATA = "urn:xmpp:avatar:metadata";

  private static final String NAME = "metadata";
  private static final String INFO = "info";

  /**
   * One format.
   *
   * @param id hex SHA-1 of the picture
   * @param bytes how many it has
   * @param url where it is, null when it is at the data node
   */
  public record Info(String id, long bytes, String type, @Nullable String url) {
    private static Optional<Info> read(XmlElement element) {
      var id = element.attribute("id");
      var bytes = SchemaValues.unsignedIntOf(element.attribute("bytes"));
      var type = element.attribute("type");
      return id == null || bytes.isEmpty() || type == null
          ? Optional.empty()
          : Optional.of(new Info(id, bytes.getAsLong(), type, element.attribute("url")));
    }

    private XmlElement toElement() {
      return XmlElement.named(INFO, METADATA)
          .attribute("id", id)
          .attribute("bytes", Long.toString(bytes))
          .attribute("type", type)
          .attribute("url", url)
          .build();
    }
  }

  public UserAvatar {
    infos = List.copyOf(infos);
  }

  /** Infos that lack what they must have are passed over. */
  public static Optional<UserAvatar> read(XmlElement element) {
    return element.is(NAME, METADATA)
        ? Optional.of(
            new UserAvatar(
                element.children(INFO, METADATA).stream()
                    .flatMap(info -> Info.read(info).stream())
                    .toList()))
        : Optional.empty();
  }

  /** The format that is at the data node (XEP-0398 section 3.1). */
  public Optional<Info> atNode() {
    return infos.stream().filter(info -> info.url() == null).findFirst();
  }

  public XmlElement toElement() {
    var metadata = XmlElement.named(NAME, METADATA);
    infos.forEach(info -> metadata.child(info.toElement()));
    return metadata.build();
  }
}
