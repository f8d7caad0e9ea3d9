package im.balcony.actors.user.front;

import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.room.RoomNews;
import im.balcony.actors.user.Rooms;
import im.balcony.protocol.jid.Jid;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells rooms whether the account's bookmarks want to follow them, and asks how they stand: some at
 * once, each until it has answered.
 */
final class RoomAsks {
  private static final class Ask {
    private final boolean wish;
    private final long number;
    private long sentAtNanos;
    private boolean sent;

    private Ask(boolean wish, long number) {
      this.wish = wish;
      this.number = number;
    }
  }

  private final Jid account;
  private final String incarnation;
  private final Rooms rooms;
  private final int atOnceMax;
  private final Duration repeatAfter;
  private final Map<Jid, Ask> open = new LinkedHashMap<>(0);
  private final Map<Jid, Boolean> answered = new HashMap<>(0);
  private int sent;
  private long numbers;

  RoomAsks(Jid account, String incarnation, Rooms rooms, RoomRouteSettings settings, long first) {
    this.account = account;
    this.incarnation = incarnation;
    this.rooms = rooms;
    this.atOnceMax = settings.asksMax();
    this.repeatAfter = settings.repeatAfter();
    this.numbers = first;
  }

  /** Asks unless that is known, or asked already. */
  void ask(Jid room, boolean wish) {
    var asked = open.get(room);
    var known = asked == null ? answered.get(room) : Boolean.valueOf(asked.wish);
    if (known == null || known != wish) {
      if (asked != null && asked.sent) {
        sent--;
      }
      open.put(room, new Ask(wish, ++numbers));
      sendNext();
    }
  }

  private void sendNext() {
    for (var each : open.entrySet()) {
      if (sent >= atOnceMax) {
        return;
      }
      if (!each.getValue().sent) {
        each.getValue().sent = true;
        sent++;
        send(each.getKey(), each.getValue());
      }
    }
  }

  private void send(Jid room, Ask ask) {
    ask.sentAtNanos = System.nanoTime();
    rooms.tell(room, new RoomCommand.Follow(account, incarnation, ask.wish, ask.number));
  }

  /** The room has answered, if this is the answer to the last question. */
  void heard(Jid room, RoomNews news) {
    var asked = open.get(room);
    if (asked != null && asked.number == news.ask()) {
      open.remove(room);
      sent--;
      answered.put(room, asked.wish);
      sendNext();
    }
  }

  /** What the room was told last of this account's wish; null when it was not asked. */
  @Nullable Boolean told(Jid room) {
    var asked = open.get(room);
    return asked == null ? answered.get(room) : Boolean.valueOf(asked.wish);
  }

  /** Rooms that were told that they are wanted. */
  Set<Jid> wanted() {
    var found = new HashSet<Jid>();
    answered.forEach((room, wish) -> add(found, room, wish));
    open.forEach((room, ask) -> add(found, room, ask.wish));
    return found;
  }

  private static void add(Set<Jid> found, Jid room, boolean wish) {
    if (wish) {
      found.add(room);
    }
  }

  void repeat() {
    var now = System.nanoTime();
    open.forEach(
        (room, ask) -> {
          if (ask.sent && now - ask.sentAtNanos >= repeatAfter.toNanos()) {
            send(room, ask);
          }
        });
  }

  /** Nobody is there any more: whoever comes asks anew. */
  void forget() {
    answered.clear();
  }

  boolean isIdle() {
    return open.isEmpty();
  }
}
