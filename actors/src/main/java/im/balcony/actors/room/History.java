package im.balcony.actors.room;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.muc.MucFace;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.VisibleIds;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.protocol.xep.markers.Markers;
import im.balcony.protocol.xep.muc.HistoryWish;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.reactions.Reactions;
import im.balcony.protocol.xep.receipts.Receipts;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
  record Entry(XmlElement delayed, long id, Instant at, int chars) {
    static Entry of(XmlElement delayed, long id, Instant at) {
      return new Entry(delayed, id, at, delayed.toXml().length());
    }
  }

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
    // also what the clients may not have been told by the room's last node, and its last batch
    var most =
        Math.max(
            Math.max(settings.historyMessagesMax(), settings.returningStanzasMax()),
            settings.batchEventsMax());
    var log = RoomLogs.logOf(logs.incarnation());
    var from = Math.max(1, version - most + 1);
    context.pipeToSelf(
        ports
            .journal()
            .read(log, from, version, most, Direction.OLDEST_FIRST)
            .thenCompose(
                rows -> {
                  CompletionStage<Void> buried = CompletableFuture.completedFuture(null);
                  var events = new ArrayList<RoomEvent>(rows.size());
                  for (var row : rows) {
                    var event = logs.opened(row.event());
                    events.add(event);
                    if (event instanceof RoomEvent.MessageRetracted retracted) {
                      // the last node may not have come so far
                      buried =
                          buried.thenCompose(
                              done -> ports.archive().bury(log, row.sequenceNr(), retracted));
                    }
                  }
                  return buried.thenApply(done -> List.copyOf(events));
                }),
        (events, failure) -> {
          if (events != null) {
            return new Read(events);
          }
          return new RoomOpening.Failed(
              failure == null ? new IllegalStateException("no answer") : failure);
        });
  }

  /**
   * Receipts and markers are of the moment, and of what somebody thinks of a message the newest
   * counts (XEP-0444 section 3.2): neither drives out what was said.
   */
  void add(XmlElement delayed, long id, Instant at) {
    if (isOfTheMoment(delayed)) {
      return;
    }
    Reactions.in(delayed).ifPresent(now -> forget(now.id(), OccupantIds.in(delayed)));
    var entry = Entry.of(delayed, id, at);
    entries.addLast(entry);
    bytes += entry.chars();
    trim();
  }

  private static boolean isOfTheMoment(XmlElement message) {
    return message.child("body", message.namespace()).isEmpty()
        && (Markers.isMarker(message) || Receipts.receivedId(message).isPresent());
  }

  private void forget(String reactedTo, Optional<String> occupantId) {
    entries.removeIf(
        entry -> {
          var isOlder =
              OccupantIds.in(entry.delayed()).equals(occupantId)
                  && entry.delayed().child("body", entry.delayed().namespace()).isEmpty()
                  && Reactions.in(entry.delayed())
                      .filter(o -> o.id().equals(reactedTo))
                      .isPresent();
          bytes -= isOlder ? entry.chars() : 0;
          return isOlder;
        });
  }

  private void trim() {
    while (entries.size() > messagesMax || bytes > bytesMax) {
      bytes -= entries.removeFirst().chars();
    }
  }

  /** What was taken back is shown as such to who enters from now on. */
  void retract(RoomEvent.MessageRetracted event, MucFace face) {
    var all = List.copyOf(entries);
    entries.clear();
    bytes = 0;
    for (var entry : all) {
      var now =
          event.takesBack(entry.id())
              ? Entry.of(face.buried(entry.delayed(), event), entry.id(), entry.at())
              : entry;
      entries.addLast(now);
      bytes += now.chars();
    }
    trim();
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
