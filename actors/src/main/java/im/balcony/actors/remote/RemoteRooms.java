package im.balcony.actors.remote;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.rooms.RoomLanes;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.forgery.Forgeries;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The clients of one address of another server in rooms here (XEP-0045): what they send goes to
 * each room one batch at a time, as from accounts; who cannot be reached any more is let go by the
 * room in its time (status 333).
 */
final class RemoteRooms {
  private static final int BATCH_STANZAS_MAX = 10;

  /** A client from which such an error comes is not there. */
  private static final Set<StanzaError.Condition> NOT_THERE =
      EnumSet.of(
          StanzaError.Condition.GONE,
          StanzaError.Condition.ITEM_NOT_FOUND,
          StanzaError.Condition.JID_MALFORMED,
          StanzaError.Condition.RECIPIENT_UNAVAILABLE,
          StanzaError.Condition.REDIRECT,
          StanzaError.Condition.REMOTE_SERVER_NOT_FOUND,
          StanzaError.Condition.REMOTE_SERVER_TIMEOUT,
          StanzaError.Condition.SERVICE_UNAVAILABLE);

  private record Occupant(SessionId session, ActorRef<SessionCommand> ref, Set<Jid> rooms) {}

  private final ActorContext<UserCommand> context;
  private final Rooms rooms;
  private final RemoteSettings settings;
  private final Predicate<Jid> ours;
  private final BiConsumer<Stanza, StanzaError> refuse;
  private final Consumer<UserCommand.RemoteStanza> settle;
  private final RoomLanes lanes;
  private final Map<Jid, Occupant> occupants = new HashMap<>(2);
  private long lastNumber;

  /**
   * @param firstBatch above all that an earlier incarnation has given
   */
  RemoteRooms(
      ActorContext<UserCommand> context,
      Jid bareJid,
      RemotePorts ports,
      RemoteSettings settings,
      long firstBatch,
      Predicate<Jid> ours,
      BiConsumer<Stanza, StanzaError> refuse,
      Consumer<UserCommand.RemoteStanza> settle) {
    this.context = context;
    this.rooms = ports.rooms();
    this.settings = settings;
    this.lanes =
        new RoomLanes(
            bareJid, rooms, BATCH_STANZAS_MAX, ports.messages().repeatAfter(), firstBatch);
    this.ours = ours;
    this.refuse = refuse;
    this.settle = settle;
  }

  /** For a room, or for somebody in it. */
  void arrived(UserCommand.RemoteStanza command, Jid from, Jid to) {
    var stanza = command.stanza();
    var room = ParticipantAddress.channelOf(to);
    if (stanza.isError() && !(stanza instanceof Iq)) {
      failed(stanza, from, room);
      settle.accept(command);
    } else if (from.isBare()) {
      refuse.accept(stanza, StanzaError.serviceUnavailable());
      settle.accept(command);
    } else if (lanes.waiting() >= settings.arrivingMax() || !mayEnter(stanza, from, to)) {
      refuse.accept(stanza, StanzaError.resourceConstraint());
      settle.accept(command);
    } else {
      add(command, from, room);
    }
  }

  private void failed(Stanza stanza, Jid from, Jid room) {
    if (stanza instanceof Message) {
      rooms.tell(room, new RoomCommand.Answered(stanza)); // an invitation, perhaps
    }
    if (StanzaError.read(stanza).filter(e -> NOT_THERE.contains(e.condition())).isPresent()) {
      lost(from);
    }
  }

  private boolean mayEnter(Stanza stanza, Jid from, Jid to) {
    if (!(stanza instanceof Presence presence)
        || presence.type() != Presence.Type.AVAILABLE
        || !to.isFull()) {
      return true;
    }
    var known = occupants.get(from);
    var entered = occupants.values().stream().mapToInt(each -> each.rooms().size()).sum();
    if (entered >= settings.roomsMax() && (known == null || !known.rooms().contains(to.bare()))) {
      return false;
    }
    occupantOf(from).rooms().add(to.bare());
    return true;
  }

  private Occupant occupantOf(Jid fullJid) {
    return occupants.computeIfAbsent(
        fullJid,
        jid ->
            new Occupant(
                SessionId.random(),
                context.spawnAnonymous(RemoteOccupant.create(jid, context.getSelf())),
                new HashSet<>(2)));
  }

  private void add(UserCommand.RemoteStanza command, Jid from, Jid room) {
    var occupant = occupantOf(from);
    var given = command.stanza();
    var stanza = given instanceof Message message ? Forgeries.without(message, ours) : given;
    lanes.add(
        room,
        occupant.session(),
        occupant.ref(),
        stanza,
        ++lastNumber,
        () -> settle.accept(command));
  }

  void took(UserCommand.RoomTook took) {
    lanes.took(took);
    forgetIdle();
  }

  void repeat() {
    lanes.repeat();
  }

  /** A room that was started anew looks for its occupants. */
  void whoIsIn(UserCommand.WhoIsIn question) {
    occupants.forEach(
        (fullJid, occupant) -> {
          if (occupant.rooms().contains(question.room())) {
            rooms.tell(
                question.room(), new RoomCommand.Here(fullJid, occupant.session(), occupant.ref()));
          }
        });
  }

  void left(UserCommand.RoomLeft left) {
    for (var occupant : occupants.values()) {
      if (occupant.session().equals(left.session())) {
        occupant.rooms().remove(left.room());
      }
    }
    forgetIdle();
  }

  /** What a room tells this client does not arrive. */
  void lost(Jid fullJid) {
    var occupant = occupants.remove(fullJid);
    if (occupant != null) {
      context.stop(occupant.ref());
    }
  }

  /** Who is in no room, and waits for the answer of none. */
  private void forgetIdle() {
    if (lanes.isIdle()) {
      occupants
          .values()
          .removeIf(
              occupant -> {
                var isIdle = occupant.rooms().isEmpty();
                if (isIdle) {
                  context.stop(occupant.ref());
                }
                return isIdle;
              });
    }
  }

  /** Whether a room has not answered yet. */
  boolean waits() {
    return !lanes.isIdle();
  }

  boolean isIdle() {
    return lanes.isIdle() && occupants.isEmpty();
  }
}
