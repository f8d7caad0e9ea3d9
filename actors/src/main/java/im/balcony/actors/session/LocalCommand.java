package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the edge tells a session on the same node. Each names its connection, so that late news of
 * one that has been replaced changes nothing.
 */
public sealed interface LocalCommand extends SessionCommand.Local {

  /**
   * Elements from the client, as many as one read brought.
   *
   * @param readNanos when, of {@link System#nanoTime}
   */
  record Received(ClientConnection connection, List<ClientItem> items, long readNanos)
      implements LocalCommand {
    /** As if read now. */
    public Received(ClientConnection connection, List<ClientItem> items) {
      this(connection, items, System.nanoTime());
    }
  }

  /** The client closed its stream: it wants its session to end (XEP-0198 8). */
  record StreamClosed(ClientConnection connection) implements LocalCommand {}

  /** The client broke a rule of the stream itself: it is told which, and its session ends. */
  record StreamBroken(ClientConnection connection, StreamError error) implements LocalCommand {}

  /** The connection is gone without the stream having been closed. */
  record ConnectionLost(ClientConnection connection) implements LocalCommand {}

  /** The client takes bytes again after {@link ClientConnection#isWritable} said no. */
  record Writable(ClientConnection connection) implements LocalCommand {}

  /** Nothing has come from the client for long: it is to be asked whether it is there. */
  record Silent(ClientConnection connection) implements LocalCommand {}

  /**
   * XEP-0198 5: the client goes on on another connection.
   *
   * @param answer what {@code <resumed/>} is sent as
   * @param taken true when the session has answered; false when it cannot go on
   */
  record Resume(
      Jid bareJid,
      ClientConnection connection,
      long h,
      Function<StreamManagement.Resumed, XmlElement> answer,
      CompletableFuture<Boolean> taken)
      implements LocalCommand {}

  /**
   * The node is going to stop: a session that can be resumed goes to another edge, and its client
   * after it; another one ends.
   *
   * @param shelter the other edge
   * @param elsewhere tells the client where to go; null for ending the connection without a word
   * @param end for a client that cannot resume
   */
  record LetGo(ActorRef<SessionMove> shelter, @Nullable StreamError elsewhere, StreamError end)
      implements LocalCommand {}

  /** A timer of the session itself, or what the node says to it. */
  enum Alarm implements LocalCommand {
    RETRY,
    ANSWER_ACK,
    REQUEST_ACK,
    RESUMPTION_OVER,
    DRAIN_OVER,
    /** What a room says here has waited long enough for what it said at another edge. */
    ROOMS_OVER,
    /** Of too much that the node's sessions keep for their clients, this one keeps most. */
    KEEPS_MOST,
    /** Of too much that the node's sessions hold back (XEP-0352), this one holds most. */
    HOLDS_MOST
  }
}
