package im.balcony.edge.bridge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** No stranger fills the log with faults of this server (HARDENING A17, A23). */
class ConnectionFaultsTest {
  @Test
  void whatPeersAndNetworksDoIsNoFaultOfThisServer() {
    assertTrue(ConnectionFaults.isFromOutside(new IOException("reset")));
    assertTrue(ConnectionFaults.isFromOutside(new DecoderException(new IOException("TLS"))));
    assertTrue(ConnectionFaults.isFromOutside(new CorruptedWebSocketFrameException()));
    assertTrue(ConnectionFaults.isFromOutside(new TooLongFrameException("too long")));
  }

  @Test
  void aBugIsOne() {
    assertFalse(ConnectionFaults.isFromOutside(new IllegalStateException("bug")));
    assertFalse(ConnectionFaults.isFromOutside(new DecoderException(new NullPointerException())));
  }
}
