package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stream.StreamError;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the edge tells a session on the same node. Each names its connection, so that late news of
 * one that has been replaced changes nothing.
 */
public sealed interface LocalCommand extends SessionCommand.Local {

  /** Elements from the client, as many as one read brought. */
  record Received(ClientConnection connection, List<ClientItem> items) implements LocalCommand {}

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
   * @param taken true when the session has answered with {@code <resumed/>}; false when it cannot
   */
  record Resume(Jid bareJid, ClientConnection connection, long h, CompletableFuture<Boolean> taken)
      implements LocalCommand {}

  /** A timer of the session itself. */
  enum Alarm implements LocalCommand {
    RETRY,
    ANSWER_ACK,
    REQUEST_ACK,
    RESUMPTION_OVER,
    DRAIN_OVER
  }
}
