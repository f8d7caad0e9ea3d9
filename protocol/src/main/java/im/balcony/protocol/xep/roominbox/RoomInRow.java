package im.balcony.protocol.xep.roominbox;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/** Says of a conversation in a list that it is a room, and how many mentions are unread there. */
public final class RoomInRow {
  public static final String NAMESPACE = "urn:balcony:rooms:0";

  private RoomInRow() {}

  /**
   * @param followed whether the account still hears of what is said there
   * @param contents how many contents the room knows of: its version for the list
   * @param mentions ids of those in the room's archive that speak of the owner and are unread,
   *     oldest first
   */
  public static XmlElement element(boolean followed, long contents, List<Long> mentions) {
    var room =
        XmlElement.named("room", NAMESPACE)
            .attribute("followed", Boolean.toString(followed))
            .attribute("contents", Long.toString(contents))
            .attribute("mentions", Integer.toString(mentions.size()));
    mentions.forEach(
        id ->
            room.child(
                XmlElement.named("mention", NAMESPACE).attribute("id", Long.toString(id)).build()));
    return room.build();
  }
}
