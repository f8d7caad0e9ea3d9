package im.balcony.load.client;

/** What a client tells whoever drives it; called on the client's event loop. */
public interface ClientListener {
  /** The session is bound, available and managed, or resumed; sending works from here on. */
  default void ready(LoadClient client, boolean resumed) {}

  /** A message is about to be written, for the first time or again. */
  default void sending(LoadClient client, OutgoingMessage message) {}

  /** The server's {@code h} has reached the message. */
  default void acknowledged(LoadClient client, OutgoingMessage message) {}

  default void received(LoadClient client, IncomingMessage message) {}

  /** The client is in the room that it wanted to enter. */
  default void entered(LoadClient client) {}

  /** The client is not in a room any more that it was in. */
  default void out(LoadClient client) {}

  /** Somebody proposes a call (XEP-0353). */
  default void called(LoadClient client, String sessionId) {}

  /** A message of this client came back as an error. */
  default void refused(LoadClient client, String originId, String condition) {}

  /** The client logged in by the token that the server gave it, or the server did not know it. */
  default void tokenShown(LoadClient client, boolean accepted) {}

  /** The connection is gone, or never came to be ready. */
  default void lost(LoadClient client, String reason) {}
}
