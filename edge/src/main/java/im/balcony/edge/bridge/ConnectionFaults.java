package im.balcony.edge.bridge;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong on a connection: networks break every day, our own bugs are to be seen. */
public final class ConnectionFaults {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionFaults.class);

  private ConnectionFaults() {}

  /** Tells the operator, unless it is the peer's or the network's doing. */
  public static void note(Throwable fault) {
    if (isFromOutside(fault)) {
      LOG.debug("connection lost: {}", fault.toString());
    } else {
      LOG.error("a connection was ended by a fault of this server", fault);
    }
  }

  /** The network's, or a peer's that does not keep to the framing of its protocol. */
  static boolean isFromOutside(Throwable fault) {
    return fault instanceof IOException
        || fault instanceof CorruptedFrameException
        || fault instanceof TooLongFrameException
        || (fault instanceof DecoderException && fault.getCause() instanceof IOException);
  }
}
