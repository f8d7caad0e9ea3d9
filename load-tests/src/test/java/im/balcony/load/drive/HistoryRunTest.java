package im.balcony.load.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.TinyServer;
import im.balcony.load.history.HistoryChecker;
import im.balcony.load.history.HistoryEvent;
import im.balcony.load.history.HistoryEvent.SessionReady;
import im.balcony.load.history.Verdict;
import im.balcony.load.history.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Histories driven over real sockets: clean where the server is, and not where it is not. */
class HistoryRunTest {
  private static final List<Return> RETURNS =
      List.of(Return.RESUMPTION, Return.TOKEN, Return.STAMP);

  private final TinyServer server = new TinyServer();
  private final ClientGroup group = new ClientGroup(server.settings(), 1);
  private final List<HistoryEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final HistoryRun run =
      new HistoryRun(group, new HistoryPlan(2, 2, 2, 1, RETURNS), events::add);

  @AfterEach
  void close() {
    run.close();
    group.close();
    server.close();
  }

  @Test
  void a_faithful_server_has_a_clean_history() throws Exception {
    start();
    awaitMessages(200);

    var verdict = finish();

    assertTrue(verdict.isClean(), verdict::report);
    assertEquals(verdict.messagesSent(), verdict.messagesAcknowledged());
    // who was not there yet for the first ones has read them
    assertTrue(verdict.deliveries() > verdict.messagesSent() * 2, verdict::report);
  }

  @Test
  void cut_connections_are_resumed_or_replaced_and_the_history_stays_clean() throws Exception {
    start();
    for (var cut = 1; cut <= 4; cut++) {
      awaitMessages(cut * 50);
      run.mark("cut " + cut);
      server.cutAll(cut % 2 == 0);
    }

    var verdict = finish();

    assertTrue(verdict.isClean(), verdict::report);
    assertTrue(verdict.sessions() > 8, verdict::report);
  }

  @Test
  void devices_come_back_in_every_way_and_have_everything() throws Exception {
    start();
    for (var cut = 1; cut <= 4; cut++) {
      awaitMessages(cut * 50);
      cutUntilSomeAreResumed();
      server.cutAll(true);
    }

    var verdict = finish();

    assertTrue(verdict.isClean(), verdict::report);
    assertTrue(verdict.returns().resumed() > 0, verdict::report);
    assertTrue(verdict.returns().byToken() > 0, verdict::report);
    assertTrue(verdict.returns().caughtUp() > 8, verdict::report);
    assertTrue(verdict.returns().replays() > 3, verdict::report);
  }

  @Test
  void a_server_that_forgets_its_tokens_is_found_out() throws Exception {
    start();
    awaitMessages(50);
    server.forgetTokens();
    server.cutAll(true);
    awaitMessages(100);

    var verdict = finish();

    assertEquals(Set.of(Violation.Kind.I1_TOKEN_LOST), verdict.counts().keySet());
  }

  @Test
  void a_server_that_does_not_tell_everything_that_happened_is_found_out() throws Exception {
    server.skipWhenReplaying(20);
    start();
    awaitMessages(100);
    server.cutAll(true);
    awaitMessages(200);

    var verdict = finish();

    assertTrue(verdict.counts().containsKey(Violation.Kind.I4_MISSED), verdict::report);
  }

  @Test
  void messages_that_come_back_are_sent_again_until_they_stay() throws Exception {
    server.refuseEvery(7);
    start();
    awaitMessages(100);

    var verdict = finish();

    assertTrue(verdict.isClean(), verdict::report);
    assertTrue(verdict.messagesRefused() > 0, verdict::report);
  }

  @Test
  void a_server_that_loses_what_it_acknowledged_is_found_out() throws Exception {
    server.loseEvery(20);
    start();
    awaitMessages(100);

    var verdict = finish();

    assertTrue(verdict.counts().containsKey(Violation.Kind.I1_LOST), verdict::report);
  }

  /** Who is away is not cut: they come back within a second. */
  private void cutUntilSomeAreResumed() {
    var resumed = resumptions();
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              run.cutSome();
              return resumptions() > resumed;
            });
  }

  private long resumptions() {
    return List.copyOf(events).stream()
        .filter(event -> event instanceof SessionReady ready && ready.resumed())
        .count();
  }

  private void start() throws Exception {
    run.start();
    run.awaitConnected(10);
  }

  private void awaitMessages(int count) {
    Awaitility.await().until(() -> run.acknowledgedCount() >= count);
  }

  private Verdict finish() throws Exception {
    run.stopSending();
    run.awaitQuiet(20, 0);
    run.readInboxes(10);
    run.readArchives(10);
    return HistoryChecker.strict().check(List.copyOf(events));
  }
}
