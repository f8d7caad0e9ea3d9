package im.balcony.edge.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import im.balcony.edge.keys.RotationState.Phase;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The one desk that rotates. */
final class KeyRotationDeskTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  private final TestProbe<RotationState> operator = KIT.createTestProbe();
  private final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
  private final SlowHolders holders = new SlowHolders();
  private final ActorRef<KeyRotationDesk.Command> desk =
      KIT.spawn(KeyRotationDesk.create(keys, () -> holders));

  /** Nodes that take a step when the test says so. */
  private static final class SlowHolders implements KeyHolders {
    private final AtomicInteger steps = new AtomicInteger();
    private volatile CompletableFuture<Void> step = new CompletableFuture<>();
    private volatile boolean closed;

    @Override
    public CompletionStage<Void> keep(MasterKeys masters) {
      steps.incrementAndGet();
      return step;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void whoAsksWhileOneRunsIsToldOfThatOne() {
    assertEquals(Phase.NONE, look().phase());
    assertEquals(Phase.RUNNING, begin().phase());
    assertEquals(Phase.RUNNING, begin().phase());
    assertEquals(1, holders.steps.get());
    holders.step.complete(null);
    awaitPhase(Phase.DONE);
    assertEquals(3, holders.steps.get());
  }

  @Test
  void aFailureIsToldAndTheNextOneBeginsAnew() {
    begin();
    holders.step.completeExceptionally(new IllegalStateException("10.0.0.1:25520 is away"));
    awaitPhase(Phase.FAILED);
    assertTrue(look().problem().contains("10.0.0.1:25520 is away"));
    holders.step = CompletableFuture.completedFuture(null);
    begin();
    awaitPhase(Phase.DONE);
  }

  @Test
  void aRotationDoesNotOutliveItsDesk() {
    begin();
    KIT.stop(desk);
    Awaitility.await().until(() -> holders.closed);
  }

  private RotationState begin() {
    desk.tell(new KeyRotationDesk.Begin(operator.ref()));
    return operator.receiveMessage();
  }

  private RotationState look() {
    desk.tell(new KeyRotationDesk.Look(operator.ref()));
    return operator.receiveMessage();
  }

  private void awaitPhase(Phase phase) {
    Awaitility.await().until(() -> look().phase() == phase);
  }
}
