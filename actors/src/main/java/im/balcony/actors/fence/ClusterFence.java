package im.balcony.actors.fence;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * The fence of a node of a cluster: fresh while a majority answered lately. Time is {@link
 * System#nanoTime}, which goes on while a process is stopped: a node that was paused finds out at
 * its first finished write.
 */
public final class ClusterFence implements Fence {
  private final LongSupplier nanoTime;
  private final long freshForNanos;
  private volatile long freshNanos;
  private volatile boolean alone = true;
  private volatile ActorRef<FenceCommand> monitor;

  @SuppressWarnings("NullAway.Init") // set by start, before anybody can ask
  ClusterFence(FenceSettings settings, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.freshForNanos = settings.freshFor().toNanos();
    this.freshNanos = nanoTime.getAsLong();
  }

  /**
   * Starts the fence of this node; every node of the cluster has one, for it answers the others.
   *
   * @param stopNode ends this process at once, nothing it has not confirmed counts
   */
  public static ClusterFence start(
      ActorSystem<?> system, FenceSettings settings, Runnable stopNode) {
    var fence = new ClusterFence(settings, System::nanoTime);
    fence.monitor =
        system.systemActorOf(
            FenceMonitor.create(fence, settings, stopNode), "balcony-fence", Props.empty());
    return fence;
  }

  @Override
  public boolean isFresh() {
    return alone || nanoTime.getAsLong() - freshNanos < freshForNanos;
  }

  @Override
  public CompletionStage<Void> confirmed() {
    var confirmed = new CompletableFuture<Void>();
    monitor.tell(new FenceCommand.Confirm(nanoTime.getAsLong(), confirmed));
    return confirmed;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  void update(boolean isAlone, long majorityNanos) {
    freshNanos = majorityNanos;
    alone = isAlone;
  }
}
