package im.balcony.actors.session;

import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/**
 * The wire under a session, as the session sees it; the edge implements it over a channel. Calls
 * return at once. Only the session writes.
 */
public interface ClientConnection {
  /** Of a session whose client is not there. */
  ClientConnection NONE =
      new ClientConnection() {
        @Override
        public void write(byte[] xml) {}

        @Override
        public void flush() {}

        @Override
        public boolean isWritable() {
          return false;
        }

        @Override
        public void settled(int items) {}

        @Override
        public void drop(@Nullable XmlElement streamError) {}

        @Override
        public void close(@Nullable XmlElement streamError) {}
      };

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

  /**
   * Ends the connection but not the stream, with {@code <stream:error/>} or without: a client that
   * reads no {@code </stream>} goes on with its session on another connection (XEP-0198 5).
   */
  void drop(@Nullable XmlElement streamError);

  /** Closes the stream, with {@code <stream:error/>} or without, then the connection. */
  void close(@Nullable XmlElement streamError);
}
