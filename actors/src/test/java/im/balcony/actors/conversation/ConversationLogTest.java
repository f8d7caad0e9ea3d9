package im.balcony.actors.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import im.balcony.actors.BatchLog;
import im.balcony.actors.world.Logs;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.persistence.event.conversation.ConversationState;
import im.balcony.persistence.event.conversation.RecentIds;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ConversationLogTest {
  private static final ActorTestKit KIT = Logs.kit();
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final TestProbe<ConversationCommand> front = KIT.createTestProbe();
  private final EventSourcedBehaviorTestKit<
          BatchLog.Batch<ConversationEvent>, ConversationEvent, ConversationState>
      log =
          EventSourcedBehaviorTestKit.create(
              KIT.system(),
              ConversationLog.create(
                  "conversation-1",
                  Logs.store("conversation-1", List.of("romeo@localhost")),
                  front.ref()),
              EventSourcedBehaviorTestKit.disabledSerializationSettings());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static ConversationEvent sent(long id, String originKey, long confirmed) {
    return new MessageSent(
        id,
        originKey,
        "romeo@localhost/phone",
        "juliet@localhost",
        "chat",
        true,
        "session",
        1,
        confirmed,
        confirmed,
        new byte[] {'<', 'a', '/', '>'},
        NOON,
        null);
  }

  @Test
  void aBatchIsOneWriteAndTheStateAfterItIsTold() {
    var recovered = front.expectMessageClass(ConversationLog.Recovered.class);
    assertEquals(0, recovered.state().version());
    var result =
        log.runCommand(new BatchLog.Batch<>(List.of(sent(10, "o:a", 0), sent(11, "o:b", 0))));
    assertEquals(2, result.events().size());
    var state = front.expectMessageClass(ConversationLog.Stored.class).state();
    assertEquals(2, state.version());
    assertEquals(11, state.lastId());
    assertEquals(2, state.recentIds().versionOf(RecentIds.key("romeo@localhost", "o:b")));
  }

  @Test
  void aRestartFindsTheSameState() {
    for (var n = 1; n <= 7; n++) { // two snapshots and an event behind them
      var event = sent(100 + n, "o:" + n, n - 1);
      log.runCommand(new BatchLog.Batch<>(List.of(event)));
    }
    var state = log.restart().state();
    assertEquals(7, state.version());
    assertEquals(107, state.lastId());
    assertEquals(6, state.confirmedByFirst());
    assertEquals(6, state.confirmedBySecond());
    for (var n = 1; n <= 7; n++) {
      assertEquals(n, state.recentIds().versionOf(RecentIds.key("romeo@localhost", "o:" + n)));
    }
    assertTrue(state.recentIds().versionOf(RecentIds.key("romeo@localhost", "o:8")) == 0);
  }
}
