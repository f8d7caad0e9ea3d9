package im.balcony.persistence.event.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a room and who belongs to it look.
 *
 * @param cardXml the room's card (XEP-0486); empty for none
 * @param pictures hashes of the pictures in it
 * @param hats that there are, by URI (XEP-0317)
 * @param worn URIs of the hats that accounts wear, by bare JID
 */
public record RoomLook(
    byte[] cardXml, List<String> pictures, Map<String, Hat> hats, Map<String, List<String>> worn) {
  /**
   * A hat.
   *
   * @param hue of its colour; null for none
   */
  public record Hat(String title, @Nullable String hue) {}

  public static final RoomLook NONE = new RoomLook(new byte[0], List.of(), Map.of(), Map.of());

  public RoomLook {
    pictures = List.copyOf(pictures);
    hats = Map.copyOf(hats);
    worn = Map.copyOf(worn);
  }

  /** URIs in the order in which they were given. */
  public List<String> wornBy(String bareJid) {
    return worn.getOrDefault(bareJid, List.of());
  }

  RoomLook with(RoomEvent.CardSet set) {
    return new RoomLook(set.cardXml(), set.pictures(), hats, worn);
  }

  RoomLook with(RoomEvent.HatSet set) {
    var more = new TreeMap<>(hats);
    if (set.title() != null) {
      more.put(set.uri(), new Hat(set.title(), set.hue()));
      return new RoomLook(cardXml, pictures, more, worn);
    }
    more.remove(set.uri());
    var still = new TreeMap<String, List<String>>();
    worn.forEach((account, uris) -> put(still, account, without(uris, set.uri())));
    return new RoomLook(cardXml, pictures, more, still);
  }

  RoomLook with(RoomEvent.HatWorn set) {
    var now = new ArrayList<>(without(wornBy(set.account()), set.uri()));
    if (set.worn()) {
      now.add(set.uri());
    }
    var more = new TreeMap<>(worn);
    put(more, set.account(), now);
    return new RoomLook(cardXml, pictures, hats, more);
  }

  private static List<String> without(List<String> uris, String uri) {
    return uris.stream().filter(each -> !each.equals(uri)).toList();
  }

  private static void put(Map<String, List<String>> to, String account, List<String> uris) {
    if (uris.isEmpty()) {
      to.remove(account);
    } else {
      to.put(account, List.copyOf(uris));
    }
  }
}
