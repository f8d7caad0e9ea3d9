package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import im.balcony.protocol.xep.firststanzas.FirstStanzas;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/protocol/first-stanzas.md over TLS. */
class FirstStanzasTest {
  private static final String AGENT =
      "<user-agent"
          + " id='d4565fa7-4d72-4749-b3d3-740edbf87770'><software>Test</software></user-agent>";
  private static final String BIND = "<bind xmlns='urn:xmpp:bind:0'><tag>Test</tag>%s</bind>";
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
  void firstStanzasComeBeforeWhatIsSentBehindThemAndAreCounted() throws Exception {
    try (var client = connect()) {
      var wanted = "<enable xmlns='urn:xmpp:sm:3'/>" + first("<message %s id='1'/>");
      client.send(
          WireClient.header("localhost")
              + WireClient.authenticate(
                  "PLAIN", "\0romeo\0" + EdgeUnderTest.PASSWORD, AGENT + BIND.formatted(wanted)));
      client.until("</stream:features>");

      var success = client.until("</success>");
      assertTrue(
          success.contains("<first-stanzas xmlns='urn:balcony:first-stanzas:0' count='1'/>"));
      client.until("</stream:features>");
      client.send("<message id='2'/><r xmlns='urn:xmpp:sm:3'/>");

      client.until("<message xmlns='jabber:client' id='1' ");
      client.until("<message xmlns='jabber:client' id='2' ");
      client.until("<a xmlns='urn:xmpp:sm:3' h='2'/>");
    }
  }

  @Test
  void aFirstStanzaIsReadLikeAnyOther() throws Exception {
    try (var client = connect()) {
      client.openStream();
      client.plain2(
          "romeo", EdgeUnderTest.PASSWORD, AGENT + BIND.formatted(first("<iq %s type='get'/>")));

      assertTrue(client.until("</iq>").contains("<bad-request "));
    }
  }

  @Test
  void tooManyFirstStanzasAreAMalformedRequest() throws Exception {
    try (var client = connect()) {
      client.openStream();
      var message = "<message %s/>";

      assertTrue(
          client
              .plain2(
                  "romeo",
                  EdgeUnderTest.PASSWORD,
                  BIND.formatted(first(message.repeat(FirstStanzas.STANZAS_MAX + 1))))
              .contains("<malformed-request "));
      assertTrue(
          client
              .plain2(
                  "romeo",
                  EdgeUnderTest.PASSWORD,
                  BIND.formatted(first(message.repeat(FirstStanzas.STANZAS_MAX))))
              .contains("<success "));
    }
  }

  private static String first(String stanzas) {
    return "<first-stanzas xmlns='%s'>%s</first-stanzas>"
        .formatted(FirstStanzas.NAMESPACE, stanzas.replace("%s", "xmlns='jabber:client'"));
  }

  @Test
  void aSessionThatGoesOnMakesThemIgnored() throws Exception {
    var managed = "<enable xmlns='urn:xmpp:sm:3' resume='true'/>";
    String id;
    try (var client = connect()) {
      client.openStream();
      id =
          client
              .plain2("romeo", EdgeUnderTest.PASSWORD, AGENT + BIND.formatted(managed))
              .replaceAll(".* id='([^']*)'.*", "$1");
    }
    try (var client = connect()) {
      client.openStream();
      var resume = "<resume xmlns='urn:xmpp:sm:3' previd='%s' h='0'/>".formatted(id);
      var first = BIND.formatted(first("<message %s id='first'/>"));

      var success = client.plain2("romeo", EdgeUnderTest.PASSWORD, AGENT + resume + first);

      assertFalse(success.contains("<bound "), success);
      client.send("<message id='2'/>");
      assertFalse(client.until("id='2' ").contains("id='first'"));
    }
  }

  private static WireClient connect() throws Exception {
    return WireClient.tls(edge.port("c2s-tls"));
  }
}
