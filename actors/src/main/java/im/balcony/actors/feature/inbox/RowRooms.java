package im.balcony.actors.feature.inbox;

import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.RoomHead;
import im.balcony.persistence.event.index.RowContent;
import im.balcony.protocol.xep.roominbox.RoomInRow;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** What lists say of rows whose peer is a room, which has an archive of its own. */
public final class RowRooms {
  private RowRooms() {}

  /** Null for other rows. */
  public static @Nullable XmlElement element(InboxRow row) {
    var room = row.room();
    return room == null
        ? null
        : RoomInRow.element(
            room.followed(),
            room.head().contents(),
            row.mentions().stream().map(RoomHead.Mention::id).toList());
  }

  /** The id of the newest message in the archive that has it, which gives its time as well. */
  public static long newestId(InboxRow row) {
    return row.room() == null
        ? row.updated()
        : row.last().map(RowContent::archiveId).orElse(row.updated());
  }
}
