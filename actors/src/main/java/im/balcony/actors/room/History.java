package im.balcony.actors.room;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.VisibleIds;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.protocol.xep.muc.HistoryWish;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The newest messages of a room, for who enters (XEP-0045 section 7.2.13): so many messages and
 * bytes at most. Subjects are none of them.
 */
final class History {
  /** What the journal holds of it. */
  record Read(List<RoomEvent> events) implements RoomCommand.Local {}

  /**
   * One message.
   *
   * @param delayed as somebody who enters gets it
   * @param id in the room's log
   * @param chars of the whole stanza, without the address
   */
  record Entry(XmlElement delayed, long id, Instant at, int chars) {}

  private final int messagesMax;
  private final int bytesMax;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private int bytes;

  History(RoomSettings settings) {
    this.messagesMax = settings.historyMessagesMax();
    this.bytesMax = settings.historyBytesMax();
  }

  /** Reads the end of the room's log: the newest events, of which messages are most. */
  static void read(
      ActorContext<RoomCommand> context,
      RoomPorts ports,
      RoomLogs logs,
      RoomSettings settings,
      long version) {
    // also what the clients may not have been told by the room's last node
    var most = Math.max(settings.historyMessagesMax(), settings.returningStanzasMax());
    var from = Math.max(1, version - most + 1);
    context.pipeToSelf(
        ports
            .journal()
            .read(RoomLogs.logOf(logs.incarnation()), from, version, most, Direction.OLDEST_FIRST)
            .thenApply(rows -> rows.stream().map(row -> logs.opened(row.event())).toList()),
        (events, failure) -> {
          if (events != null) {
            return new Read(events);
          }
          return new RoomOpening.Failed(
              failure == null ? new IllegalStateException("no answer") : failure);
        });
  }

  void add(XmlElement delayed, long id, Instant at) {
    var entry = new Entry(delayed, id, at, delayed.toXml().length());
    entries.addLast(entry);
    bytes += entry.chars();
    while (entries.size() > messagesMax || bytes > bytesMax) {
      bytes -= entries.removeFirst().chars();
    }
  }

  /**
   * The newest of them that meet the wish and all limits (section 7.2.14), oldest first.
   *
   * @param visible what is for who enters
   */
  List<XmlElement> wanted(HistoryWish wish, Instant now, VisibleIds visible) {
    var from = wish.from(now);
    var left = wish.messagesMax().orElse(messagesMax);
    var chars = wish.charsMax() == null ? Integer.MAX_VALUE : wish.charsMax();
    var found = new ArrayList<XmlElement>();
    for (var each = entries.descendingIterator(); each.hasNext() && left > 0; ) {
      var entry = each.next();
      if (!visible.holds(entry.id())) {
        continue;
      }
      chars -= entry.chars();
      if (chars < 0 || (from != null && entry.at().isBefore(from))) {
        break;
      }
      found.add(entry.delayed());
      left--;
    }
    Collections.reverse(found);
    return found;
  }
}
