package im.balcony.edge.management;

import akka.actor.typed.ActorSystem;
import im.balcony.edge.listen.ClientEdge;
import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.edge.metrics.PrometheusMetrics;
import im.balcony.edge.settings.ManagementSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells machines: {@code /alive}, whether its process should be ended and started
 * again, {@code /ready}, whether clients should be sent to it, and {@code /metrics}, its figures.
 */
public final class Management implements AutoCloseable {
  private final ManagementSettings settings;
  private final Health health;
  private final @Nullable PrometheusMetrics figures;
  private final @Nullable ManagementServer server;
  private final @Nullable InetSocketAddress address;
  private volatile @Nullable ActorSystem<?> system;
  private volatile @Nullable AskedFigures asking;

  private Management(ManagementSettings settings) throws IOException {
    this.settings = settings;
    this.health = new Health(settings, System::nanoTime);
    this.figures = settings.isOn() ? new PrometheusMetrics() : null;
    this.server =
        settings.isOn()
            ? new ManagementServer(
                settings,
                Map.of("/alive", this::alive, "/ready", this::ready, "/metrics", this::metrics))
            : null;
    this.address = server == null ? null : server.listen();
  }

  /** Listens at once, unless it is switched off; an open that fails leaves nothing open. */
  public static Management open(ManagementSettings settings) throws IOException {
    return new Management(settings);
  }

  /** Counts for this node, where anybody can ask for it. */
  public EdgeMetrics counting() {
    return figures == null ? EdgeMetrics.NONE : figures;
  }

  /** Where it listens; empty when it is switched off. */
  public Optional<InetSocketAddress> address() {
    return Optional.ofNullable(address);
  }

  public ManagementSettings settings() {
    return settings;
  }

  /** Alive is from now on who has a thread for this actor system's work. */
  public void watch(ActorSystem<?> started) {
    system = started;
  }

  /**
   * From now on the figures of the shards and of the clients' connections are told as well.
   *
   * @param edge of this node; null for a node without listeners
   */
  public void tellFigures(ActorSystem<?> started, @Nullable ClientEdge edge) {
    if (figures != null) {
      asking = AskedFigures.of(figures, health, started, edge, settings.checkMax());
    }
  }

  /** The node is open; these parts say from now on whether it can serve. */
  public void serve(List<ReadyCheck> parts) {
    health.serve(parts);
  }

  /** Nobody should be sent here any more. Comes before anything is closed. */
  public void stopServing() {
    health.stopServing();
  }

  /** While it starts a node is alive: whoever gives it too little time should say so itself. */
  private CompletionStage<ManagementReply> alive() {
    var running = system;
    var turn = new CompletableFuture<ManagementReply>();
    if (running == null) {
      turn.complete(ManagementReply.well("alive, starting"));
    } else if (running.getWhenTerminated().toCompletableFuture().isDone()) {
      turn.complete(ManagementReply.unavailable(List.of("the actor system has ended")));
    } else {
      running.executionContext().execute(() -> turn.complete(ManagementReply.well("alive")));
    }
    return turn.completeOnTimeout(
        ManagementReply.unavailable(List.of("no thread is free for an actor")),
        settings.checkMax().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private CompletionStage<ManagementReply> ready() {
    return health
        .problems()
        .thenApply(
            problems ->
                problems.isEmpty()
                    ? ManagementReply.well("ready")
                    : ManagementReply.unavailable(problems));
  }

  /** Before they are told, those figures that only others know are asked for. */
  private CompletionStage<ManagementReply> metrics() {
    var told = figures;
    if (told == null) {
      return CompletableFuture.completedFuture(ManagementReply.unavailable(List.of("off")));
    }
    var asked = asking;
    return (asked == null ? CompletableFuture.<Void>completedFuture(null) : asked.refresh())
        .thenApply(done -> ManagementReply.figures(told.scrape()));
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (figures != null) {
      figures.close();
    }
  }
}
