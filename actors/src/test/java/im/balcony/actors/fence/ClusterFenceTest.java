package im.balcony.actors.fence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Join;
import akka.cluster.typed.Leave;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three nodes in one JVM; one of them is paused by taking its clock forward, or removed. */
class ClusterFenceTest {
  private static final FenceSettings SETTINGS =
      new FenceSettings(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(3));
  private static final String CONFIG =
      """
      akka.actor.provider = cluster
      akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      akka.cluster.jmx.multi-mbeans-in-same-jvm = on
      akka.cluster.failure-detector.acceptable-heartbeat-pause = 10s
      akka.coordinated-shutdown { exit-jvm = off, terminate-actor-system = off, run-by-actor-system-terminate = off }
      akka.cluster.run-coordinated-shutdown-when-down = off
      """;

  private final List<ActorTestKit> kits = new ArrayList<>();

  @AfterEach
  void stop() {
    kits.forEach(ActorTestKit::shutdownTestKit);
  }

  private ActorSystem<?> node() {
    var kit =
        ActorTestKit.create(
            "fence",
            ConfigFactory.parseString(CONFIG)
                .withFallback(ConfigFactory.parseResources("balcony-wire.conf"))
                .withFallback(ConfigFactory.load())
                .resolve());
    kits.add(kit);
    return kit.system();
  }

  private static void join(ActorSystem<?> node, ActorSystem<?> first) {
    var cluster = Cluster.get(node);
    cluster.manager().tell(Join.create(Cluster.get(first).selfMember().address()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> cluster.selfMember().status() == MemberStatus.up());
  }

  @Test
  void aNodeThatTheOthersRemovedIsNotFreshAndStopsItselfAfterAWrite() {
    var first = node();
    var second = node();
    var third = node();
    var stops = new AtomicInteger();
    join(first, first);
    var fence = ClusterFence.start(first, SETTINGS, () -> {});
    assertTrue(fence.isFresh(), "alone");
    join(second, first);
    join(third, first);
    ClusterFence.start(second, SETTINGS, () -> {});
    var ofThird = ClusterFence.start(third, SETTINGS, stops::incrementAndGet);
    // a question that is put now gets its majority
    await().atMost(Duration.ofSeconds(20)).until(() -> isConfirmed(ofThird));
    assertTrue(ofThird.isFresh());

    Cluster.get(first).manager().tell(new Down(Cluster.get(third).selfMember().address()));
    await().atMost(Duration.ofSeconds(20)).until(() -> !ofThird.isFresh());
    var counts = ofThird.confirmed().toCompletableFuture();
    await().atMost(Duration.ofSeconds(20)).until(() -> stops.get() == 1);
    assertFalse(counts.isDone(), "what it wrote does not count");
    assertTrue(fence.isFresh(), "the others go on");
  }

  /** Else the last of two ends itself because the other one went. */
  @Test
  void whoHasLeftSaysOfNobodyThatTheClusterHasGoneOnWithoutIt() {
    var first = node();
    var second = node();
    var stops = new AtomicInteger();
    join(first, first);
    join(second, first);
    var fence = new ClusterFence(SETTINGS, System::nanoTime);
    var monitor = kits.get(1).spawn(FenceMonitor.create(fence, SETTINGS, stops::incrementAndGet));
    var asker = kits.get(1).<FenceCommand>createTestProbe();
    var firstNode = Cluster.get(first).selfMember().uniqueAddress().toString();
    monitor.tell(new FenceCommand.Beat(firstNode, 1, asker.ref()));
    assertTrue(asker.expectMessageClass(FenceCommand.Answer.class).known());

    var left = Cluster.get(second);
    left.manager().tell(new Leave(left.selfMember().address()));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !left.state().getMembers().iterator().hasNext());
    monitor.tell(new FenceCommand.Beat(firstNode, 2, asker.ref()));
    // that is given up, behind the question
    monitor.tell(new FenceCommand.Confirm(System.nanoTime(), new CompletableFuture<>()));
    await().atMost(Duration.ofSeconds(20)).until(() -> stops.get() == 1);
    asker.expectNoMessage(Duration.ZERO);
  }

  private static boolean isConfirmed(Fence fence) {
    var confirmed = fence.confirmed().toCompletableFuture();
    await().atMost(Duration.ofSeconds(10)).until(confirmed::isDone);
    return true;
  }
}
