package im.balcony.edge.management;

import akka.actor.typed.ActorSystem;
import im.balcony.actors.routing.ShardFigures;
import im.balcony.edge.listen.ClientEdge;
import im.balcony.edge.metrics.PrometheusMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The figures that nobody counts: what the regions, the listeners and the checks of a node say. */
final class AskedFigures {
  private static final String SEPARATOR = ": ";

  private final Health health;
  private final ActorSystem<?> system;
  private final Duration answerMax;
  private volatile Map<String, ShardFigures.Count> shards = Map.of();
  private volatile Set<String> problems = Set.of();
  private volatile boolean isReady;

  private AskedFigures(Health health, ActorSystem<?> system, Duration answerMax) {
    this.health = health;
    this.system = system;
    this.answerMax = answerMax;
  }

  /** Registers them; {@link #refresh} asks for what has to be waited for. */
  static AskedFigures of(
      PrometheusMetrics figures,
      Health health,
      ActorSystem<?> system,
      @Nullable ClientEdge edge,
      Duration answerMax) {
    var asked = new AskedFigures(health, system, answerMax);
    for (var kind : ShardFigures.KINDS) {
      figures.gauge("balcony.shards", () -> asked.count(kind).shards(), "kind", kind);
      figures.gauge("balcony.entities", () -> asked.count(kind).entities(), "kind", kind);
    }
    figures.gauge("balcony.ready", () -> asked.isReady ? 1 : 0);
    for (var part : NodeChecks.NAMES) {
      figures.gauge("balcony.part.ready", () -> asked.isWell(part) ? 1 : 0, "part", part);
    }
    figures.gauge("balcony.connections", () -> edge == null ? 0 : edge.connections());
    figures.gauge(
        "balcony.sessions.detached",
        () -> edge == null ? 0 : Math.max(0, edge.openSessions() - figures.connectedSessions()));
    figures.gauge("balcony.logins.in.progress", () -> edge == null ? 0 : edge.loginsInProgress());
    figures.gauge("balcony.logins.waiting", () -> edge == null ? 0 : edge.loginsWaiting());
    figures.gauge("balcony.sessions.resumable", () -> edge == null ? 0 : edge.resumableSessions());
    return asked;
  }

  private ShardFigures.Count count(String kind) {
    return shards.getOrDefault(kind, ShardFigures.Count.NONE);
  }

  private boolean isWell(String part) {
    return problems.stream().noneMatch(line -> line.startsWith(part + SEPARATOR));
  }

  /** Asks anew; done within a little more than an answer may take, never with a failure. */
  CompletionStage<Void> refresh() {
    return health
        .problems()
        .thenCombine(
            ShardFigures.of(system, answerMax),
            (found, counted) -> {
              problems = Set.copyOf(found);
              isReady = found.isEmpty();
              shards = counted;
              return null;
            });
  }
}
