package im.balcony.edge.listen;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.session.SessionMove;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of an edge that drains (docs/adr/0021). */
class EdgeDrainTest {
  private static final String CLEAR = "balcony.edge.c2s.tls = optional";
  private static final String END = "</stream:stream>";

  @TempDir Path folder;

  private static WireClient client(EdgeUnderTest edge, String user, String more)
      throws IOException {
    var client = WireClient.tcp(edge.port("c2s"));
    client.logIn(user);
    client.bind("phone");
    client.send(more);
    return client;
  }

  private static WireClient resumable(EdgeUnderTest edge, String user) throws IOException {
    var client = client(edge, user, "<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
    client.until("<enabled");
    client.until("/>");
    return client;
  }

  private static CompletableFuture<Void> drain(EdgeUnderTest edge, CompletableFuture<Void> hurry) {
    return CompletableFuture.runAsync(() -> edge.edge().letGo(hurry));
  }

  @Test
  void who_can_resume_loses_its_connection_and_who_cannot_is_told_that_this_is_the_end()
      throws Exception {
    try (var edge = new EdgeUnderTest(folder, CLEAR, "balcony.edge.drain.window = 200ms");
        var phone = resumable(edge, "romeo");
        var plain = client(edge, "juliet", "")) {
      var other = edge.otherEdge();
      var hurry = new CompletableFuture<Void>();
      var drained = drain(edge, hurry);

      assertTrue(phone.untilClosed().isEmpty(), "not a word, and no end of the stream");
      var end = plain.untilClosed();
      assertTrue(end.contains("<system-shutdown"), end);
      assertTrue(end.endsWith(END), end);
      other.expectMessageClass(SessionMove.Begins.class, Duration.ofSeconds(30));
      assertThrows(IOException.class, () -> WireClient.tcp(edge.port("c2s")).openStream());
      hurry.complete(null); // the other edge never says that it has taken the session
      drained.join();
    }
  }

  @Test
  void a_host_that_is_named_is_told_but_the_stream_is_not_closed() throws Exception {
    try (var edge =
            new EdgeUnderTest(
                folder,
                CLEAR,
                "balcony.edge.drain { window = 0s, see-other-host = \"chat2.example:5222\" }");
        var phone = resumable(edge, "romeo")) {
      edge.otherEdge();
      var hurry = new CompletableFuture<Void>();
      var drained = drain(edge, hurry);

      var told = phone.untilClosed();

      assertTrue(told.contains("see-other-host"), told);
      assertTrue(told.contains("chat2.example:5222"), told);
      assertFalse(told.contains(END), told);
      hurry.complete(null);
      drained.join();
    }
  }

  @Test
  void an_edge_without_others_waits_for_nothing() throws Exception {
    try (var edge = new EdgeUnderTest(folder, CLEAR, "balcony.edge.drain.window = 1h");
        var phone = resumable(edge, "romeo")) {
      edge.edge().letGo(new CompletableFuture<>());
      assertFalse(edge.edge().isListening());
      edge.edge().close();
      var told = phone.untilClosed();
      assertTrue(told.contains("<system-shutdown"), told);
    }
  }

  @Test
  void whoever_is_in_a_hurry_does_not_wait_for_the_window() throws Exception {
    try (var edge = new EdgeUnderTest(folder, CLEAR, "balcony.edge.drain.window = 1h");
        var phone = resumable(edge, "romeo");
        var tablet = resumable(edge, "juliet")) {
      edge.otherEdge();
      var hurry = new CompletableFuture<Void>();
      var drained = drain(edge, hurry);
      await().until(() -> !edge.edge().isListening());
      assertFalse(drained.isDone());

      hurry.complete(null);

      await().until(drained::isDone);
      edge.edge().close();
      phone.untilClosed();
      tablet.untilClosed();
    }
  }
}
