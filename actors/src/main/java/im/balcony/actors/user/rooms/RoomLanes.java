package im.balcony.actors.user.rooms;

import akka.actor.typed.ActorRef;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.OriginKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Stanza;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stanzas of one address to rooms: to each room one batch at a time, in order, repeated until
 * the room has answered that all of it is durable.
 */
public final class RoomLanes {
  private record Waiting(RoomCommand.Item item, Runnable settled) {}

  private static final class Lane {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(2);
    private List<Waiting> underWay = List.of();
    private long batch;
    private long sentAtNanos;
  }

  private final Jid bareJid;
  private final Rooms rooms;
  private final int batchStanzasMax;
  private final long repeatAfterNanos;
  private final Map<Jid, Lane> lanes = new HashMap<>(2);
  private int waiting;
  private long lastBatch;

  /**
   * @param firstBatch above all that an earlier incarnation of the sender has given
   */
  public RoomLanes(
      Jid bareJid, Rooms rooms, int batchStanzasMax, Duration repeatAfter, long firstBatch) {
    this.bareJid = bareJid;
    this.rooms = rooms;
    this.batchStanzasMax = batchStanzasMax;
    this.repeatAfterNanos = repeatAfter.toNanos();
    this.lastBatch = firstBatch;
  }

  /**
   * Sends it in its turn.
   *
   * @param number of the stanza in its session
   * @param settled is run when the room has answered
   */
  public void add(
      Jid room,
      SessionId session,
      ActorRef<SessionCommand> ref,
      Stanza stanza,
      long number,
      Runnable settled) {
    var key =
        stanza instanceof Message message
            ? OriginKeys.of(message, session, number)
            : session.value() + ':' + number;
    var item = new RoomCommand.Item(session, ref, key, stanza);
    var lane = lanes.computeIfAbsent(room, each -> new Lane());
    lane.waiting.add(new Waiting(item, settled));
    waiting++;
    sendNext(room, lane);
  }

  private void sendNext(Jid room, Lane lane) {
    if (!lane.underWay.isEmpty() || lane.waiting.isEmpty()) {
      return;
    }
    var next = new ArrayList<Waiting>();
    while (!lane.waiting.isEmpty() && next.size() < batchStanzasMax) {
      next.add(lane.waiting.remove());
    }
    lane.underWay = List.copyOf(next);
    lane.batch = ++lastBatch;
    send(room, lane);
  }

  private void send(Jid room, Lane lane) {
    lane.sentAtNanos = System.nanoTime();
    var items = lane.underWay.stream().map(Waiting::item).toList();
    rooms.tell(room, new RoomCommand.Submit(bareJid, lane.batch, items));
  }

  /** A room has answered. */
  public void took(UserCommand.RoomTook took) {
    var lane = lanes.get(took.room());
    if (lane == null || lane.batch != took.batch()) {
      return; // an answer to what was repeated
    }
    var done = lane.underWay;
    lane.underWay = List.of();
    waiting -= done.size();
    done.forEach(each -> each.settled().run());
    sendNext(took.room(), lane);
    if (lane.underWay.isEmpty()) {
      lanes.remove(took.room());
    }
  }

  /** Sends again what was not answered for long. */
  public void repeat() {
    var now = System.nanoTime();
    lanes.forEach(
        (room, lane) -> {
          if (now - lane.sentAtNanos >= repeatAfterNanos) {
            send(room, lane);
          }
        });
  }

  /** How many stanzas no room has answered yet. */
  public int waiting() {
    return waiting;
  }

  /** Whether all rooms have answered. */
  public boolean isIdle() {
    return lanes.isEmpty();
  }
}
