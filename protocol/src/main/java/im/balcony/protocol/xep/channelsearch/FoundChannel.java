package im.balcony.protocol.xep.channelsearch;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/**
 * A room that fits (section 6.2).
 *
 * @param name for people; may be empty
 * @param description the same
 * @param occupants how many are in, or were a while ago
 * @param open whether anybody may enter as he is; null where that is not known
 * @param nonAnonymous whether everybody sees real addresses; null where that is not known
 */
public record FoundChannel(
    Jid address,
    String name,
    String description,
    int occupants,
    @Nullable Boolean open,
    @Nullable Boolean nonAnonymous) {
  private static final String REAL_ADDRESSES = "{urn:xmpp:channel-search:0:anonymity}none";

  private static final String SEMI_ANONYMOUS = "muc_semianonymous";

  /** Where it stands among others. */
  public SearchPlace place() {
    return new SearchPlace(occupants, address.toString());
  }

  /**
   * As an item of the result.
   *
   * @param serviceType by which it was asked for
   */
  public XmlElement toElement(String serviceType) {
    var item =
        XmlElement.named("item", ChannelSearch.NAMESPACE).attribute("address", address.toString());
    add(item, "name", name);
    add(item, "description", description);
    add(item, "nusers", Integer.toString(occupants));
    add(item, "service-type", serviceType);
    if (Boolean.TRUE.equals(open)) {
      item.child(XmlElement.named("is-open", ChannelSearch.NAMESPACE).build());
    }
    if (nonAnonymous != null) {
      add(item, "anonymity-mode", nonAnonymous ? REAL_ADDRESSES : SEMI_ANONYMOUS);
    }
    return item.build();
  }

  private static void add(XmlElement.Builder item, String name, String text) {
    if (!text.isEmpty()) {
      item.child(XmlElement.named(name, ChannelSearch.NAMESPACE).text(text).build());
    }
  }
}
