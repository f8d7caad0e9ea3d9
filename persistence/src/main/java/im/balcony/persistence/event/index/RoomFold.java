package im.balcony.persistence.event.index;

import im.balcony.persistence.event.index.IndexEvent.RoomHeard;
import im.balcony.protocol.xep.content.ConversationType;
import org.jspecify.annotations.Nullable;

/**
 * What a room tells does to its row. A row of a room is a conversation in the clear, whose contents
 * are numbered by the room.
 */
final class RoomFold {
  private RoomFold() {}

  static InboxRows on(InboxRows rows, RoomHeard event) {
    var known = rows.get(event.room(), ConversationType.CHAT);
    var head = event.head();
    if (head != null) {
      return rows.with(heard(rows, known, head, event));
    } else if (known == null || known.room() == null) {
      return rows;
    }
    return rows.with(known.with(new RoomSide(false, known.room().head())).at(event.archiveId()));
  }

  private static InboxRow heard(
      InboxRows rows, @Nullable InboxRow known, RoomHead head, RoomHeard event) {
    var row =
        known == null
            ? rows.begun(event.room(), ConversationType.CHAT, event.archiveId(), event.at())
            : known;
    var before = row.room();
    if (before != null && head.isBehind(before.head())) {
      return row.with(new RoomSide(true, before.head())).at(event.archiveId());
    }
    var now = row.in(head.log(), head.read()).with(new RoomSide(true, head)).at(event.archiveId());
    // whoever speaks has read what stands above the own words
    var last = head.last();
    var ownId = last != null && last.theirs() == head.read() ? last.archiveId() : 0;
    var reading = now.reading().counted(head.contents()).readUpTo(head.read(), ownId);
    for (var number : head.gone()) {
      reading = reading.without(number);
    }
    return said(now.with(reading), rows, head, event);
  }

  private static InboxRow said(InboxRow row, InboxRows rows, RoomHead head, RoomHeard event) {
    var last = head.last();
    var shown = row.last();
    if (last == null || (shown.isPresent() && shown.get().version() >= last.version())) {
      return row;
    }
    var now = row.with(last).updatedAt(event.archiveId());
    return last.theirs() <= head.read()
        ? now.with(now.settings().markedUnread(false))
        : now.with(now.settings().woken(event.at().getEpochSecond(), rows.followed(event.room())));
  }
}
