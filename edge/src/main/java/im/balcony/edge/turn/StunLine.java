package im.balcony.edge.turn;

import im.balcony.protocol.stun.StunMessage;
import java.io.IOException;

/** A way to one server: messages out, messages in. Used by one thread, which waits. */
interface StunLine extends AutoCloseable {
  int ANSWER_MILLIS_MAX = 1_000;
  int CONNECT_MILLIS_MAX = 3_000;

  void send(byte[] message) throws IOException;

  /** The next message; a {@link java.net.SocketTimeoutException} when none comes in time. */
  StunMessage receive() throws IOException;

  /** How often a message is worth sending until its answer is there. */
  int tries();

  @Override
  void close() throws IOException;
}
