package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** XEP-0509: a login sent along with the stream header holds for what was offered before. */
class PipelinedLoginTest {
  private static final String PLAIN = "\0romeo\0" + EdgeUnderTest.PASSWORD;
  private static final String BIND = "<bind xmlns='urn:xmpp:bind:0'/>";
  private static final Pattern VERSION =
      Pattern.compile("<config-version xmlns='urn:xmpp:iap:0' scheme='opaque' value='([^']+)'/>");
  private static final int FAILURES_MAX = 2;
  private static EdgeUnderTest edge;

  @BeforeAll
  static void start(@TempDir Path folder) {
    edge =
        new EdgeUnderTest(
            folder,
            "balcony.edge.c2s.tls = optional",
            "balcony.edge.c2s.login.failures-max = " + FAILURES_MAX);
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void whoKnowsTheVersionLogsInWithoutWaiting() throws Exception {
    var version = offered();
    try (var client = connect()) {
      client.send(WireClient.header("localhost") + login(version));

      var answer = client.until("</success>");

      assertEquals(version, versionIn(answer));
      assertTrue(answer.contains("<bound "), answer);
    }
  }

  @Test
  void aLoginForAnotherOfferIsRefusedWithoutPrejudice() throws Exception {
    try (var client = connect()) {
      client.send(WireClient.header("localhost") + login("b3RoZXI="));
      var version = versionIn(client.until("</stream:features>"));
      for (var again = 0; again <= FAILURES_MAX; again++) {
        var failure = client.until("</failure>");
        assertTrue(failure.contains("<aborted "), failure);
        assertTrue(failure.contains("<config-version-mismatch xmlns='urn:xmpp:iap:0'/>"), failure);
        client.send(login("b3RoZXI="));
      }
      client.until("</failure>");

      client.send(login(version));

      assertTrue(client.until("</success>").contains("<bound "));
    }
  }

  @Test
  void nothingIsSaidOfItWhereNobodyCanLogInSo() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      assertFalse(client.openStream().contains("urn:xmpp:iap:0"));
    }
  }

  private static String offered() throws Exception {
    try (var client = connect()) {
      return versionIn(client.openStream());
    }
  }

  private static String versionIn(String features) {
    var version = VERSION.matcher(features);
    assertTrue(version.find(), features);
    return version.group(1);
  }

  private static String login(String version) {
    var inline =
        BIND
            + "<config-version xmlns='urn:xmpp:iap:0' scheme='opaque' value='%s'/>"
                .formatted(version);
    return WireClient.authenticate("PLAIN", PLAIN, inline);
  }

  private static WireClient connect() throws Exception {
    return WireClient.tls(edge.port("c2s-tls"));
  }
}
