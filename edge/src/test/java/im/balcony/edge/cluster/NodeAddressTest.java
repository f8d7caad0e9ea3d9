package im.balcony.edge.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.StartProblem;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeAddressTest {
  @Test
  void hostAndPortAreSplitAtTheLastColon() throws Exception {
    assertEquals(new NodeAddress("node-1", 25520), NodeAddress.parse("node-1:25520"));
    assertEquals(new NodeAddress("[::1]", 25520), NodeAddress.parse("[::1]:25520"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "node", ":1", "node:", "node:x", "node:0", "node:65536", "node:-1"})
  void whatIsNoAddressIsRefused(String text) {
    assertThrows(StartProblem.class, () -> NodeAddress.parse(text));
  }

  @Test
  void aNodeThatIsGoneIsNoticed() throws Exception {
    var socket = new ServerSocket(0);
    var address = new NodeAddress("127.0.0.1", socket.getLocalPort());
    assertTrue(address.isListening());
    socket.close();
    assertFalse(address.isListening());
  }
}
