package im.balcony.edge.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.user.UserCommand;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole edge over real sockets, with the TLS of the JDK as its client. */
class ClientEdgeTest {
  private static EdgeUnderTest edge;

  @BeforeAll
  static void start(@TempDir Path folder) {
    edge = new EdgeUnderTest(folder);
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void loginNeedsTlsFirst() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      var features = client.openStream();
      assertTrue(
          features.contains("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/>"));
      assertFalse(features.contains("mechanism"));

      client.send(WireClient.plain("romeo", EdgeUnderTest.PASSWORD));

      assertTrue(client.until("</failure>").contains("<encryption-required/>"));
    }
  }

  @Test
  void startTlsThenScramWithChannelBindingThenAMessage() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();
      client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
      client.until("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
      client.startTls();
      var features = client.openStream();
      assertTrue(features.contains("<mechanism>SCRAM-SHA-256-PLUS</mechanism>"), features);
      assertTrue(features.contains("<channel-binding type='tls-server-end-point'/>"), features);
      assertFalse(features.contains("starttls"), features);

      var end =
          client.scram(
              "SCRAM-SHA-256-PLUS", "romeo", EdgeUnderTest.PASSWORD, "tls-server-end-point");
      assertTrue(end.startsWith("<success"), end);
      features = client.openStream();
      for (var feature :
          new String[] {"<bind ", "<sm ", "<ver ", "<sub ", "<session ", "<limits "}) {
        assertTrue(features.contains(feature), features);
      }
      assertTrue(client.bind("phone").contains("<jid>romeo@localhost/phone</jid>"));
      client.send("<message to='juliet@localhost' type='chat' id='m1'><body>Hi</body></message>");

      assertTrue(client.until("</message>").contains("from='romeo@localhost/phone'"));
      client.send("</stream:stream>");
      assertEquals("</stream:stream>", client.untilClosed());
    }
  }

  @Test
  void directTlsIsServedWithAndWithoutAlpn() throws Exception {
    try (var client = WireClient.tls(edge.port("c2s-tls"), "xmpp-client")) {
      assertEquals("xmpp-client", client.tlsSocket().getApplicationProtocol());
      assertTrue(client.openStream().contains("SCRAM-SHA-1-PLUS"));
    }
    try (var client = WireClient.tls(edge.port("c2s-tls"))) {
      assertTrue(client.openStream().contains("SCRAM-SHA-1-PLUS"));
    }
  }

  @Test
  void everyMechanismWorks() throws Exception {
    for (var mechanism :
        new String[] {"SCRAM-SHA-256", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS"}) {
      try (var client = WireClient.tls(edge.port("c2s-tls"))) {
        client.openStream();
        var end = client.scram(mechanism, "juliet", EdgeUnderTest.PASSWORD, "tls-server-end-point");
        assertTrue(end.startsWith("<success"), mechanism + ": " + end);
      }
    }
    try (var client = WireClient.tls(edge.port("c2s-tls"))) {
      assertTrue(client.logIn("juliet").contains("<bind "));
    }
  }

  @Test
  void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() throws Exception {
    for (var user : new String[] {"romeo", "nobody"}) {
      for (var mechanism : new String[] {"SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"}) {
        try (var client = WireClient.tls(edge.port("c2s-tls"))) {
          client.openStream();
          var end = client.scram(mechanism, user, "wrong", "tls-server-end-point");
          assertTrue(end.endsWith("><not-authorized/></failure>"), end);
        }
      }
    }
  }

  @Test
  void whatWasPipelinedBehindStartTlsIsDropped() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();
      client.send(
          "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
              + WireClient.plain("romeo", EdgeUnderTest.PASSWORD)
              + "<message to='juliet@localhost'/>");
      client.until("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
      client.startTls();

      // Nothing but the answer to our own header: no success, no error.
      var features = client.openStream();

      assertTrue(features.startsWith("<?xml version='1.0'?><stream:stream"), features);
      assertFalse(features.contains("success"), features);
    }
  }

  @Test
  void aCutStreamIsResumed() throws Exception {
    String id;
    try (var client = WireClient.tls(edge.port("c2s-tls"))) {
      client.logIn("romeo");
      client.bind("cut");
      client.send("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
      id = client.until("/>").replaceAll(".* id='([^']*)'.*", "$1");
      client.send("<message id='m1' to='juliet@localhost'/><r xmlns='urn:xmpp:sm:3'/>");
      client.until("<a xmlns='urn:xmpp:sm:3' h='1'/>");
    }
    try (var client = WireClient.tls(edge.port("c2s-tls"))) {
      client.logIn("romeo");

      client.send("<resume xmlns='urn:xmpp:sm:3' h='0' previd='" + id + "'/>");

      assertTrue(client.until("/>").contains("<resumed xmlns='urn:xmpp:sm:3'"));
      assertTrue(client.until("/>").contains("id='m1'"));
    }
  }

  @Test
  void anUnknownStreamIsNotResumedAndTheClientMayBind() throws Exception {
    try (var client = WireClient.tls(edge.port("c2s-tls"))) {
      client.logIn("romeo");

      client.send("<resume xmlns='urn:xmpp:sm:3' h='0' previd='none'/>");

      assertEquals(
          "<failed xmlns='urn:xmpp:sm:3'>"
              + "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>",
          client.until("</failed>"));
      assertTrue(client.bind("again").contains("romeo@localhost/again"));
    }
  }

  @Test
  void aBoundClientThatGoesAwayEndsItsSession() throws Exception {
    try (var client = WireClient.tls(edge.port("c2s-tls"))) {
      client.logIn("juliet");
      client.bind("gone");
    }

    Awaitility.await()
        .until(() -> edge.told().stream().anyMatch(UserCommand.EndSession.class::isInstance));
  }

  @Test
  void badXmlAfterBindEndsTheStreamWithItsError() throws Exception {
    try (var client = WireClient.tls(edge.port("c2s-tls"))) {
      client.logIn("juliet");
      client.bind("bad");

      client.send("<message><!-- no --></message>");

      assertTrue(client.until("</stream:stream>").contains("<restricted-xml"));
    }
  }

  @Test
  void aFloodIsReadOnlyAsFastAsItIsSettled() throws Exception {
    try (var client = WireClient.tls(edge.port("c2s-tls"))) {
      client.logIn("juliet");
      client.bind("flood");
      var flood = new StringBuilder();
      for (int i = 1; i <= 2000; i++) {
        flood.append("<message id='f").append(i).append("' to='romeo@localhost'/>");
      }
      client.send(flood.toString());

      for (int i = 1; i <= 2000; i++) {
        assertTrue(client.until("/>").contains("id='f" + i + "'"));
      }
    }
  }
}
