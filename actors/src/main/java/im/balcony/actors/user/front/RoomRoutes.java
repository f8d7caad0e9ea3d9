package im.balcony.actors.user.front;

import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.routing.StanzaRouter;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.rooms.RoomLanes;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The way of an account's stanzas to rooms: to each room one batch at a time, in order, repeated
 * until the room has answered that all of it is durable.
 */
final class RoomRoutes {
  /** Time to send again what was not answered. */
  record Repeat() implements UserCommand.Local {}

  /** Time to remind rooms of the sessions that are in them. */
  record Remind() implements UserCommand.Local {}

  private static final Repeat REPEAT_NOW = new Repeat();
  private static final Remind REMIND_NOW = new Remind();

  private final Sessions sessions;
  private final Rooms rooms;
  private final RoomRouteSettings settings;
  private final TimerScheduler<UserCommand> timers;
  private final RoomLanes lanes;

  /**
   * @param firstBatch above all that an earlier incarnation of this User has given
   */
  RoomRoutes(
      Jid bareJid,
      Sessions sessions,
      Rooms rooms,
      RoomRouteSettings settings,
      TimerScheduler<UserCommand> timers,
      long firstBatch) {
    this.sessions = sessions;
    this.rooms = rooms;
    this.settings = settings;
    this.timers = timers;
    this.lanes =
        new RoomLanes(
            bareJid, rooms, settings.batchStanzasMax(), settings.repeatAfter(), firstBatch);
  }

  boolean isRoom(Jid address) {
    return address.local() != null && rooms.servesRooms(address.domain());
  }

  /** Answers a room in place of a client. */
  void answer(Stanza answer) {
    var to = answer.to();
    if (to != null) {
      rooms.tell(ParticipantAddress.channelOf(to), new RoomCommand.Answered(answer));
    }
  }

  /** Too much waits for rooms: what comes is to be refused. */
  boolean isFull() {
    return lanes.waiting() >= settings.stanzasMax();
  }

  /**
   * Sends it in its turn.
   *
   * @param to the room's or an occupant's address
   * @param settled is run when the room has answered
   */
  void submit(OpenSession session, Stanza stanza, Jid to, long number, Runnable settled) {
    lanes.add(
        ParticipantAddress.channelOf(to), session.id(), session.ref(), stanza, number, settled);
    if (!timers.isTimerActive(REPEAT_NOW)) {
      timers.startTimerWithFixedDelay(REPEAT_NOW, REPEAT_NOW, settings.repeatAfter());
    }
  }

  /** Routes what was made here for a session: rooms in their turn, everything else as it goes. */
  StanzaRouter over(StanzaRouter others) {
    return new StanzaRouter() {
      @Override
      public void route(Stanza stanza) {
        var to = stanza.to();
        if (to == null || !isRoom(to)) {
          others.route(stanza);
          return;
        }
        var session = stanza.from() == null ? null : sessions.get(stanza.from());
        if (session != null) {
          submit(session, stanza, to, 0, () -> {});
        } else if (stanza instanceof Iq iq && !iq.isRequest()) {
          rooms.tell(ParticipantAddress.channelOf(to), new RoomCommand.Answered(iq));
        }
      }

      @Override
      public void tell(Jid account, UserCommand command) {
        others.tell(account, command);
      }

      @Override
      public boolean isLocal(String domain) {
        return others.isLocal(domain);
      }

      @Override
      public boolean isElsewhere(String domain) {
        return others.isElsewhere(domain);
      }

      @Override
      public boolean servesRooms(String domain) {
        return others.servesRooms(domain);
      }

      @Override
      public boolean servesPush(String domain) {
        return others.servesPush(domain);
      }
    };
  }

  void took(UserCommand.RoomTook took) {
    lanes.took(took);
  }

  void repeat() {
    lanes.repeat();
    if (lanes.isIdle()) {
      timers.cancel(REPEAT_NOW);
    }
  }

  boolean isIdle() {
    return lanes.isIdle();
  }

  /** Remembers that this session is in the room, under this address; false beyond the limit. */
  boolean enter(OpenSession session, Jid occupant) {
    var room = occupant.bare();
    var others = roomsOf(session);
    others.remove(room);
    if (others.size() >= settings.roomsMax()) {
      return false;
    }
    var addresses = withoutRoom(session, room);
    addresses.add(occupant);
    session.remember(session.memory().withDirectedPresences(addresses));
    remindLater();
    return true;
  }

  private void remindLater() {
    if (!timers.isTimerActive(REMIND_NOW)) {
      timers.startTimerWithFixedDelay(REMIND_NOW, REMIND_NOW, settings.remindEvery());
    }
  }

  /** A room that has lost its node, and that nobody sends to, is started by this. */
  void remind() {
    var isAnyIn = false;
    for (var session : sessions.all()) {
      var entered = roomsOf(session);
      isAnyIn |= !entered.isEmpty();
      entered.forEach(room -> tellWhere(session, room));
    }
    if (!isAnyIn) {
      timers.cancel(REMIND_NOW);
    }
  }

  /** The same for a channel; false also for who is in it by MUC and hears it so. */
  boolean beIn(OpenSession session, Jid channel) {
    var entered =
        session.memory().directedPresences().stream()
            .anyMatch(address -> address.isFull() && address.bare().equals(channel));
    return !entered && enter(session, channel);
  }

  void leave(OpenSession session, Jid room) {
    session.remember(session.memory().withDirectedPresences(withoutRoom(session, room.bare())));
  }

  /** The room says that the session is not in any more. */
  void left(UserCommand.RoomLeft left) {
    var session = sessions.get(left.session());
    if (session != null) {
      leave(session, left.room());
    }
  }

  /** The room has to know where its occupants are. */
  void whoIsIn(UserCommand.WhoIsIn question) {
    for (var session : sessions.all()) {
      if (roomsOf(session).contains(question.room())) {
        tellWhere(session, question.room());
      }
    }
  }

  /** The session goes on at another edge, or with another incarnation of its User. */
  void moved(OpenSession session) {
    var entered = roomsOf(session);
    entered.forEach(room -> tellWhere(session, room));
    if (!entered.isEmpty()) {
      remindLater();
    }
  }

  private void tellWhere(OpenSession session, Jid room) {
    rooms.tell(room, new RoomCommand.Here(session.fullJid(), session.id(), session.ref()));
  }

  private Set<Jid> roomsOf(OpenSession session) {
    var found = new HashSet<Jid>();
    for (var address : session.memory().directedPresences()) {
      if (isRoom(address)) {
        found.add(address.bare());
      }
    }
    return found;
  }

  private static List<Jid> withoutRoom(OpenSession session, Jid room) {
    var addresses = new ArrayList<>(session.memory().directedPresences());
    addresses.removeIf(address -> address.bare().equals(room));
    return addresses;
  }
}
