package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.session.HeardRooms;
import im.balcony.actors.session.RoomHeard;
import im.balcony.actors.session.RoomStanza;
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

  /** What a client had been told before this room was started. */
  record Heard(RoomHeard by) implements RoomCommand.Local {}

  /** What a client that was in before the room was started is to be told of what was said. */
  enum Face {
    OCCUPANT,
    /** A participant's client. */
    PARTICIPANT,
    /** A participant's client that hears no messages. */
    NO_MESSAGES
  }

  private static final class Place {
    private final List<RoomStanza> out = new ArrayList<>(1);
    private Face face = Face.OCCUPANT;
    private @Nullable ActorRef<SessionCommand> ref;
    private boolean behind;
    private long upTo;
    private long missingSinceNanos;
    private boolean tooMuch;
  }

  private final ActorContext<RoomCommand> context;
  private final ActorRef<RoomHeard> answers;
  private final String life;
  private final int waitingMax;
  private final Retelling told;
  private final Posts posts;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Place> dirty = new LinkedHashMap<>();

  /**
   * @param waitingMax stanzas kept for a client that cannot be reached
   */
  Stage(ActorContext<RoomCommand> context, String life, int waitingMax, Retelling told) {
    this.context = context;
    this.answers = context.messageAdapter(RoomHeard.class, Heard::new);
    this.life = life;
    this.waitingMax = waitingMax;
    this.told = told;
    this.posts = new Posts(ActorRefResolver.get(context.getSystem()), life);
  }

  /** The client was in before the room was started; where it is, and what it has heard, is open. */
  void missing(String fullJid, Face face) {
    var place = places.computeIfAbsent(fullJid, jid -> new Place());
    place.missingSinceNanos = System.nanoTime();
    place.behind = true;
    place.face = face;
  }

  /**
   * The client comes in, and is told with this what the room has said up to an id.
   *
   * @param ref where it is reached
   */
  void entered(String fullJid, ActorRef<SessionCommand> ref, long upTo) {
    var place = places.computeIfAbsent(fullJid, jid -> new Place());
    if (place.behind) {
      place.behind = false;
      place.out.clear(); // it is told anew who is in and what was said
    }
    place.upTo = Math.max(place.upTo, upTo);
    reach(place, fullJid, ref);
  }

  /** The client is in, and is reached here. */
  void here(String fullJid, ActorRef<SessionCommand> ref) {
    var place = places.get(fullJid);
    if (place == null) {
      return;
    }
    if (place.behind) {
      ref.tell(new SessionCommand.TellHowFar(life, answers));
    } else {
      reach(place, fullJid, ref);
    }
  }

  /** The client hears first what the room's last node did not tell it. */
  void heard(RoomHeard heard) {
    var fullJid = heard.fullJid().toString();
    var place = places.get(fullJid);
    if (place == null || !place.behind || heard.upTo() == HeardRooms.UNKNOWN) {
      return; // the answer to its wish to enter was lost: its User asks again
    }
    var missed = told.since(heard.upTo(), place.face);
    place.behind = false;
    place.tooMuch |= missed.isEmpty();
    place.out.addAll(0, missed.orElse(List.of()));
    place.upTo = Math.max(place.upTo, told.upTo());
    reach(place, fullJid, heard.session());
  }

  private void reach(Place place, String fullJid, ActorRef<SessionCommand> ref) {
    if (ref.equals(place.ref)) {
      return;
    }
    forget(place.ref);
    if (place.ref != null) {
      leave(place, place.ref);
    }
    place.ref = ref;
    context.watchWith(ref, new SessionEnded(fullJid, ref));
    dirty.put(fullJid, place); // if only to tell how far it has heard the room
  }

  /** It goes on at another edge: where it was it is told what was for it, and that this is all. */
  private void leave(Place place, ActorRef<SessionCommand> before) {
    posts.send();
    posts.add(before, place.upTo, List.copyOf(place.out));
    posts.send();
    posts.add(before, HeardRooms.NO_MORE, List.of());
    posts.send();
    place.out.clear();
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

  void send(String fullJid, RoomStanza stanza) {
    var place = places.get(fullJid);
    if (place == null) {
      return;
    }
    if (place.ref == null && place.out.size() >= waitingMax) {
      place.tooMuch = true;
      return;
    }
    place.out.add(stanza);
    place.upTo = Math.max(place.upTo, stanza.id());
    dirty.put(fullJid, place);
  }

  /** Sends what was collected. */
  void flush() {
    for (var place : dirty.values()) {
      if (place.ref != null) {
        posts.add(place.ref, place.upTo, List.copyOf(place.out));
        place.out.clear();
      }
    }
    posts.send();
    dirty.clear();
  }

  /**
   * Those that are not reached, or are behind by too much, and whether they are to go: for that, or
   * because they have not been reached for longer than this.
   */
  Map<String, Boolean> missing(Duration max) {
    var now = System.nanoTime();
    var missing = new LinkedHashMap<String, Boolean>();
    places.forEach(
        (fullJid, place) -> {
          if (place.ref == null || place.tooMuch) {
            var over = now - place.missingSinceNanos >= max.toNanos();
            missing.put(fullJid, over || place.tooMuch);
          }
        });
    return missing;
  }
}
