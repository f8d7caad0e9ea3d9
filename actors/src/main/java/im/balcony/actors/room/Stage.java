package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.session.Delivery;
import im.balcony.actors.session.SessionCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the clients in the room are reached. After the loss of a node, and while a client moves to
 * another edge, what is meant for it waits, within a bound of number and time.
 */
final class Stage {
  /** The session that this client had is no more; it may go on elsewhere. */
  record SessionEnded(String fullJid, ActorRef<SessionCommand> ref) implements RoomCommand.Local {}

  private static final class Place {
    private final List<Delivery> out = new ArrayList<>(1);
    private @Nullable ActorRef<SessionCommand> ref;
    private long missingSinceNanos;
    private boolean tooMuch;
  }

  private final ActorContext<RoomCommand> context;
  private final int waitingMax;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Place> dirty = new LinkedHashMap<>();

  /**
   * @param waitingMax stanzas kept for a client that cannot be reached
   */
  Stage(ActorContext<RoomCommand> context, int waitingMax) {
    this.context = context;
    this.waitingMax = waitingMax;
  }

  /** The client is in; where its session lives is not known. */
  void missing(String fullJid) {
    places.computeIfAbsent(fullJid, jid -> new Place()).missingSinceNanos = System.nanoTime();
  }

  /** The client is in, and is reached here. */
  void here(String fullJid, ActorRef<SessionCommand> ref) {
    var place = places.computeIfAbsent(fullJid, jid -> new Place());
    if (ref.equals(place.ref)) {
      return;
    }
    forget(place.ref);
    place.ref = ref;
    context.watchWith(ref, new SessionEnded(fullJid, ref));
    if (!place.out.isEmpty()) {
      dirty.put(fullJid, place);
    }
  }

  void ended(SessionEnded ended) {
    var place = places.get(ended.fullJid());
    if (place != null && ended.ref().equals(place.ref)) {
      place.ref = null;
      place.missingSinceNanos = System.nanoTime();
    }
  }

  /** The client is not in any more; what it was told by now still goes to it. */
  void left(String fullJid) {
    flush();
    var place = places.remove(fullJid);
    if (place != null) {
      forget(place.ref);
    }
  }

  private void forget(@Nullable ActorRef<SessionCommand> ref) {
    if (ref != null) {
      context.unwatch(ref);
    }
  }

  void send(String fullJid, byte[] xml, boolean urgent) {
    var place = places.get(fullJid);
    if (place == null) {
      return;
    }
    if (place.ref == null && place.out.size() >= waitingMax) {
      place.tooMuch = true;
      return;
    }
    place.out.add(new Delivery(xml, 0, urgent));
    dirty.put(fullJid, place);
  }

  /** Sends what was collected. */
  void flush() {
    for (var place : dirty.values()) {
      if (place.ref != null) {
        place.ref.tell(new SessionCommand.Deliver(List.copyOf(place.out)));
        place.out.clear();
      }
    }
    dirty.clear();
  }

  /** Those that are not reached, and whether they have been so for longer than this. */
  Map<String, Boolean> missing(Duration max) {
    var now = System.nanoTime();
    var missing = new LinkedHashMap<String, Boolean>();
    places.forEach(
        (fullJid, place) -> {
          if (place.ref == null) {
            var over = now - place.missingSinceNanos >= max.toNanos();
            missing.put(fullJid, over || place.tooMuch);
          }
        });
    return missing;
  }
}
