package im.balcony.actors.session;

import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/**
 * The wire under a session, as the session sees it; the edge implements it over a channel. Calls
 * return at once. Only the session writes.
 */
public interface ClientConnection {

  /** Queues one element for the client; {@link #flush} sends what was queued. */
  void write(byte[] xml);

  void flush();

  /**
   * Whether the client takes what is written: false when its queue is above its high-water mark.
   * After a no the connection tells the session when that has changed.
   */
  boolean isWritable();

  /**
   * So many of the received items are done with. The connection stops reading while too many are
   * not (back-pressure against a flooding phone).
   */
  void settled(int items);

  /** Closes the stream, with {@code <stream:error/>} or without, then the connection. */
  void close(@Nullable XmlElement streamError);
}
