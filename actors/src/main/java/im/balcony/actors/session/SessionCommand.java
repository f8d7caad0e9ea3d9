package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import im.balcony.actors.WireMessage;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.xep.mam.MamMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client's session is told. The records here come from the session's User and may cross
 * nodes; the edge adds its own, local ones ({@link Local}).
 */
public interface SessionCommand {

  /**
   * The User knows the session; the stanzas from this number on are expected (older ones are
   * confirmed).
   *
   * @param archive the ends of the archive when it was registered, for a session that synchronises;
   *     null for others, and when they cannot be read now
   */
  record Registered(long expectedNumber, @Nullable MamMetadata archive)
      implements SessionCommand, WireMessage {}

  /** The User does not take the session (no such account, too many sessions). */
  record RegistrationRefused(StreamError error) implements SessionCommand, WireMessage {}

  /**
   * Every inbound stanza up to and including this number is settled: durable in the archives of all
   * local participants (I1), or answered, or of a kind that is never stored. XEP-0198's h may count
   * it.
   */
  record Confirmed(long upToNumber) implements SessionCommand, WireMessage {}

  /**
   * Every stanza up to and including this number has had its turn, though an answer that needs I/O
   * is still awaited for some: those behind them need not wait, and nothing is settled by this.
   */
  record Proceed(long upToNumber) implements SessionCommand, WireMessage {}

  /** Stanzas for the client, in order. */
  record Deliver(List<Delivery> deliveries) implements SessionCommand, WireMessage {}

  /**
   * Stanzas of a room for the client, in order. Those that it was told before are left out. From
   * another node they come by way of the {@link RoomPost}.
   *
   * @param life names the room, and another one for another life of its address
   * @param upTo with these the client has heard all that the room gave ids up to this one
   */
  record DeliverFromRoom(String life, long upTo, List<RoomStanza> stanzas) implements Local {}

  /** A room that was started anew has to know what its last node had told the client. */
  record TellHowFar(String life, ActorRef<RoomHeard> room) implements SessionCommand, WireMessage {}

  /**
   * What the session brings back when it registers again; told before the stanza that changed it is
   * confirmed.
   */
  record Remember(SessionMemory memory) implements SessionCommand, WireMessage {}

  /** The User asks the session to register again (it was started anew, perhaps on another node). */
  record RegisterAgain() implements SessionCommand, WireMessage {}

  /** The session must end with this stream error (conflict, account removed, policy). */
  record Terminate(StreamError error) implements SessionCommand, WireMessage {}

  /**
   * The session is to go on at another edge: all of it goes there, and what comes here later goes
   * after it. Nothing of its User comes behind this until {@link MovedTo}.
   */
  record HandOver(ActorRef<SessionMove> to) implements SessionCommand, WireMessage {}

  /** It has gone on there. */
  record MovedTo(ActorRef<SessionCommand> ref) implements SessionCommand, WireMessage {}

  /**
   * What a room still said to the place where the session was; told by that place, in order.
   *
   * @param upTo as of {@link DeliverFromRoom}; {@link HeardRooms#NO_MORE} behind the last
   */
  record RoomTold(String life, long upTo, List<Delivery> deliveries)
      implements SessionCommand, WireMessage {}

  /** Marks commands that never leave the edge's node. */
  interface Local extends SessionCommand {}
}
