package im.balcony.edge.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients behind a load balancer that speaks the PROXY protocol, at the ports of an edge. */
class ProxiedClientsTest {
  private static final String ONE_EACH = "balcony.edge.c2s.connections.per-address-max = 1";
  private static final String TRUSTED = "balcony.edge.proxy-protocol.trusted = [\"127.0.0.0/8\"]";

  @TempDir Path folder;

  @Test
  void limitsHoldForEachClientNotForTheProxy() throws Exception {
    try (var edge = new EdgeUnderTest(folder, ONE_EACH, TRUSTED)) {
      try (var romeo = from("198.51.100.1", edge.port("c2s"));
          var juliet = from("198.51.100.2", edge.port("c2s"));
          var again = from("198.51.100.1", edge.port("c2s"))) {
        assertTrue(romeo.openStream().contains("<starttls"));
        assertTrue(juliet.openStream().contains("<starttls"));
        assertEquals("", again.untilClosed());
      }
    }
  }

  @Test
  void tlsFollowsTheHeader() throws Exception {
    try (var edge = new EdgeUnderTest(folder, ONE_EACH, TRUSTED)) {
      try (var client = from("2001:db8::1", edge.port("c2s-tls"))) {
        client.startTls("xmpp-client");
        client.openStream();
        var end =
            client.scram(
                "SCRAM-SHA-256-PLUS", "romeo", EdgeUnderTest.PASSWORD, "tls-server-end-point");
        assertTrue(end.startsWith("<success"), end);
      }
    }
  }

  @Test
  void whoIsTrustedMustSayIt() throws Exception {
    try (var edge = new EdgeUnderTest(folder, TRUSTED)) {
      try (var client = WireClient.tcp(edge.port("c2s"))) {
        client.send(
            "<stream:stream to='localhost' xmlns='jabber:client'"
                + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"
                + " ".repeat(200));
        assertEquals("", client.untilClosed());
      }
    }
  }

  @Test
  void nobodyIsBelievedByDefault() throws Exception {
    try (var edge = new EdgeUnderTest(folder)) {
      try (var client = from("198.51.100.1", edge.port("c2s"))) {
        assertTrue(client.untilClosed().contains("<stream:error"), "a header is no stream");
      }
    }
  }

  private static WireClient from(String address, int port) throws Exception {
    var client = WireClient.tcp(port);
    var family = address.contains(":") ? "TCP6" : "TCP4";
    var here = address.contains(":") ? "::1" : "127.0.0.1";
    client.send("PROXY %s %s %s 40000 %d\r\n".formatted(family, address, here, port));
    return client;
  }
}
