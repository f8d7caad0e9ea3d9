package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import im.balcony.actors.WireMessage;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stream.StreamError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How a session comes from one edge to another, in pieces that a frame between nodes has room for:
 * {@link Begins}, its stanzas, {@link Complete}. Told to the {@link SessionArrivals} of the edge
 * where it goes on.
 */
public sealed interface SessionMove {

  /** The session that the message is of. */
  SessionId session();

  /** The first: what its own edge knew of it. */
  record Begins(SessionId session, SessionState state) implements SessionMove, WireMessage {}

  /** A stanza of the client that is not settled; null where only its count matters. */
  record Open(long number, @Nullable Stanza stanza) {}

  /** What the client has sent and is not settled, in order. */
  record Inbound(SessionId session, List<Open> stanzas) implements SessionMove, WireMessage {}

  /** What the client has not acknowledged, and what was never written to it, in order. */
  record Outbound(SessionId session, List<Delivery> stanzas) implements SessionMove, WireMessage {}

  /**
   * The last: the session lives where this is told.
   *
   * @param inbound how many stanzas of the client there were
   * @param outbound how many stanzas for the client there were
   */
  record Complete(SessionId session, int inbound, int outbound)
      implements SessionMove, WireMessage {}

  /** There is no such session, or none that can go on elsewhere. */
  record NotThere(SessionId session) implements SessionMove, WireMessage {}

  /** Its User has ended it while it was on its way. */
  record Ended(SessionId session, StreamError error) implements SessionMove, WireMessage {}

  /**
   * A client wants to go on with a session that is not here (XEP-0198 5).
   *
   * @param found gets the session, here by then; empty when it cannot go on
   */
  record Fetch(
      SessionId session, Jid bareJid, CompletableFuture<Optional<ActorRef<SessionCommand>>> found)
      implements SessionMove {}

  /** It has been started here, or could not be. */
  record Begun(SessionId session) implements SessionMove {}

  /** Nothing more came of it for too long. */
  record Overdue(SessionId session) implements SessionMove {}
}
