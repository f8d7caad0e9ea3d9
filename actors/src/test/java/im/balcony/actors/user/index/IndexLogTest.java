package im.balcony.actors.user.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import im.balcony.actors.BatchLog;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.world.Logs;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IndexLogTest {
  private static final ActorTestKit KIT = Logs.kit();

  private final TestProbe<UserCommand> front = KIT.createTestProbe();
  private final EventSourcedBehaviorTestKit<BatchLog.Batch<IndexEvent>, IndexEvent, IndexState>
      log =
          EventSourcedBehaviorTestKit.create(
              KIT.system(),
              IndexLog.create("index-1", Logs.store("life", List.of()), front.ref()),
              EventSourcedBehaviorTestKit.disabledSerializationSettings());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static IndexEvent entry(long id, String conversation, long version, boolean hidden) {
    return new IndexEvent.Indexed(
        id, conversation, "juliet@localhost", version, false, hidden, Instant.EPOCH, null);
  }

  @Test
  void aRestartFindsHowFarEachConversationIs() {
    front.expectMessageClass(IndexLog.Recovered.class);
    for (var n = 1; n <= 80; n++) {
      var event = entry(1_000 + n, "conversation-" + n % 40, 1 + n / 40, n % 10 == 0);
      log.runCommand(new BatchLog.Batch<>(List.of(event)));
    }
    var state = log.restart().state();
    assertEquals(80, state.sequenceNr());
    assertEquals(1_080, state.lastArchiveId());
    assertEquals(72, state.shown());
    assertEquals(3, state.positions().versionOf("conversation-0"));
    assertEquals(2, state.positions().versionOf("conversation-39"));
    assertEquals(0, state.positions().versionOf("conversation-40"));
    assertTrue(state.sparse().sequenceNrBefore(1_070) <= 70);
    assertTrue(state.sparse().sequenceNrAfter(1_010) >= 10);
  }

  @Test
  void theHeadOfAnArchiveNamesTheConversationsWithSomebody() {
    var state =
        entry(2, "conversation-b", 7, false)
            .fold(entry(1, "conversation-a", 3, false).fold(IndexState.EMPTY));
    var head = new IndexHead("life", state);
    assertEquals("index-life", head.indexLog());
    var logs = head.conversationsWith("juliet@localhost");
    assertEquals("conversation-a", logs.get(0).log());
    assertEquals(7, logs.get(1).version());
    assertTrue(head.conversationsWith("nurse@localhost").isEmpty());
  }
}
