package im.balcony.edge.bridge;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong on a connection: networks break every day, our own bugs are to be seen. */
public final class ConnectionFaults {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionFaults.class);

  private ConnectionFaults() {}

  /** Tells the operator, unless it is the peer's or the network's doing. */
  public static void note(Throwable fault) {
    boolean isOfTheNetwork =
        fault instanceof IOException
            || (fault instanceof DecoderException && fault.getCause() instanceof IOException);
    if (isOfTheNetwork) {
      LOG.debug("connection lost: {}", fault.toString());
    } else {
      LOG.error("a connection was ended by a fault of this server", fault);
    }
  }
}
