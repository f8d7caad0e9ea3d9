package im.balcony.actors.session;

import im.balcony.protocol.stream.StreamError;
import org.jspecify.annotations.Nullable;

/**
 * The wire under a session, as the session sees it; the edge implements it over a channel. Calls
 * return at once.
 */
public interface ClientConnection {

  /** Queues one element for the client; {@link #flush} sends what was queued. */
  void write(byte[] xml);

  void flush();

  /**
   * Whether the client takes what is written: false when its queue is above its high-water mark.
   */
  boolean isWritable();

  /** Stops or goes on reading from the client (back-pressure against a flooding phone). */
  void setReading(boolean reading);

  /** Closes the stream, with an error or without, then the connection. */
  void close(@Nullable StreamError error);
}
