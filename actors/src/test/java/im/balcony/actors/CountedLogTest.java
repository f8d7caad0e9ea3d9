package im.balcony.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import im.balcony.actors.port.metrics.MetricsPlace;
import im.balcony.actors.port.metrics.RecordedMetrics;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.index.IndexLog;
import im.balcony.actors.world.Logs;
import im.balcony.persistence.event.index.IndexEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a log's writes are counted as, when they end well and when not. */
class CountedLogTest {
  private static final ActorTestKit KIT = Logs.worldKit();
  private static final RecordedMetrics METRICS = new RecordedMetrics();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aBatchIsCountedWhenItGoesAndWhenItIsDurable() {
    MetricsPlace.fill(KIT.system(), METRICS);
    TestProbe<UserCommand> front = KIT.createTestProbe();
    var log = KIT.spawn(IndexLog.create("index-1", Logs.store("life", List.of()), front.ref()));
    front.expectMessageClass(IndexLog.Recovered.class);
    log.tell(new BatchLog.Batch<>(List.of(entry(1), entry(2))));
    front.expectMessageClass(IndexLog.Stored.class);
    assertEquals(List.of("writing index 2", "written index in time"), METRICS.taken());

    PersistenceTestKit.create(KIT.system()).failNextPersisted("index-1");
    log.tell(new BatchLog.Batch<>(List.of(entry(3))));
    front.expectTerminated(log);
    assertEquals(List.of("writing index 1", "failed index"), METRICS.taken());
  }

  private static IndexEvent entry(long id) {
    return new IndexEvent.Indexed(
        id, "conversation-1", "juliet@localhost", id, false, false, Instant.EPOCH, null);
  }
}
