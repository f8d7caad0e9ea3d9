package im.balcony.edge.listen;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of an edge at which too many log in at once (docs/adr/0022). */
class LoginStormTest {
  private static final String CLEAR = "balcony.edge.c2s.tls = optional";
  private static final String ADMISSION = "balcony.edge.c2s.login.admission.";
  private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

  @TempDir Path folder;

  /** Has begun, and does not go on. */
  private static WireClient halfWay(EdgeUnderTest edge) throws IOException {
    var client = WireClient.tcp(edge.port("c2s"));
    client.openStream();
    client.send("<auth " + SASL + " mechanism='SCRAM-SHA-256'/>");
    client.until("<challenge");
    return client;
  }

  private EdgeUnderTest oneAtATime(String turnMax) throws Exception {
    return new EdgeUnderTest(
        folder, CLEAR, ADMISSION + "at-once-max = 1", ADMISSION + "turn-max = " + turnMax);
  }

  /** Begins when another one has its turn. */
  private static WireClient waits(EdgeUnderTest edge) throws IOException {
    var client = begins(edge);
    await().until(() -> edge.edge().loginsWaiting() == 1);
    return client;
  }

  private static WireClient begins(EdgeUnderTest edge) throws IOException {
    var client = WireClient.tcp(edge.port("c2s"));
    client.openStream();
    client.send(WireClient.plain("romeo", EdgeUnderTest.PASSWORD));
    return client;
  }

  @Test
  void the_next_login_waits_until_one_is_over() throws Exception {
    try (var edge = oneAtATime("1h")) {
      var first = halfWay(edge);
      var second = waits(edge);
      assertEquals(1, edge.edge().loginsInProgress());

      first.close();

      second.until("<success");
      await().until(() -> edge.edge().loginsWaiting() == 0);
      assertEquals(1, edge.edge().loginsInProgress(), "until it has a session");
      second.openStream();
      second.bind("phone");
      await().until(() -> edge.edge().loginsInProgress() == 0);
      second.close();
    }
  }

  @Test
  void one_too_many_is_refused_at_once_and_told_when_to_come_back() throws Exception {
    try (var edge =
            new EdgeUnderTest(
                folder,
                CLEAR,
                ADMISSION + "at-once-max = 1",
                ADMISSION + "waiting-max = 0",
                ADMISSION + "turn-max = 1h");
        var first = halfWay(edge);
        var second = begins(edge)) {
      var told = second.untilClosed();

      assertTrue(told.contains("<resource-constraint"), told);
      assertTrue(told.contains("try again in "), told);
      assertTrue(told.endsWith("</stream:stream>"), told);
      assertFalse(told.contains("<failure"), "its password may be right: " + told);
      assertEquals(1, edge.edge().loginsInProgress());
      first.send("<abort " + SASL + "/>");
      first.until("<aborted");
      await().until(() -> edge.edge().loginsInProgress() == 0);
    }
  }

  @Test
  void a_client_that_goes_away_while_it_waits_takes_nobodys_turn() throws Exception {
    try (var edge = oneAtATime("1h")) {
      var first = halfWay(edge);
      var second = waits(edge);
      second.close();
      await().until(() -> edge.edge().loginsWaiting() == 0);
      try (var third = waits(edge)) {
        first.close();
        third.until("<success");
      }
    }
  }

  @Test
  void a_client_that_does_not_go_on_keeps_nobody_waiting() throws Exception {
    try (var edge = oneAtATime("1s");
        var first = halfWay(edge);
        var second = begins(edge)) {
      second.until("<success");
      first.send("<abort " + SASL + "/>");
      first.until("<aborted");
    }
  }
}
