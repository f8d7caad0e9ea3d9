package im.balcony.edge;

import im.balcony.edge.listen.ClientEdge;
import im.balcony.edge.management.Management;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first part of every stop: nobody is sent here any more, then the clients go to other edges.
 * It happens once, whoever asks for it.
 */
final class NodeDrain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeDrain.class);

  private final Management management;
  private final @Nullable ClientEdge edge;
  private final Duration notice;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final CompletableFuture<Void> hurry;

  /**
   * @param edge null for a node without clients
   * @param notice how long the node is not ready before anything else changes
   * @param hurry once complete, nothing is waited for
   */
  NodeDrain(
      Management management,
      @Nullable ClientEdge edge,
      Duration notice,
      CompletableFuture<Void> hurry) {
    this.management = management;
    this.edge = edge;
    this.notice = notice;
    this.hurry = hurry;
  }

  /** Complete when every client has gone that could. */
  CompletableFuture<Void> done() {
    return done;
  }

  /** Begins it, unless it has begun; returns at once. */
  void start() {
    if (begun.compareAndSet(false, true)) {
      new Thread(this::run, "drain").start();
    }
  }

  private void run() {
    try {
      management.stopServing();
      var clients = edge;
      if (clients != null) {
        hurry.copy().completeOnTimeout(null, notice.toMillis(), TimeUnit.MILLISECONDS).join();
        clients.letGo(hurry);
      }
    } catch (RuntimeException e) {
      LOG.warn("the clients are not let go: {}", e.toString());
    } finally {
      done.complete(null);
    }
  }

  @Override
  public void close() {
    start();
    done.join();
  }
}
