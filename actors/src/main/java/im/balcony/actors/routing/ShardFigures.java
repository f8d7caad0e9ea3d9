package im.balcony.actors.routing;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ShardRegion;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** How many shards and entities of each kind this node has, asked of its regions. */
public final class ShardFigures {

  /** The kinds of entities, as they are called on the wire between nodes. */
  public static final List<String> KINDS = ShardContacts.KINDS;

  /** Of one kind on one node. */
  public record Count(int shards, int entities) {
    public static final Count NONE = new Count(0, 0);
  }

  private ShardFigures() {}

  /**
   * Of each kind; a kind whose region says nothing in time is left out.
   *
   * @param answerMax to wait for an answer
   */
  public static CompletionStage<Map<String, Count>> of(ActorSystem<?> system, Duration answerMax) {
    var counts = new ConcurrentHashMap<String, Count>();
    var all =
        ShardContacts.KINDS.stream()
            .map(
                kind ->
                    asked(system, kind, answerMax)
                        .handle(
                            (count, failure) -> failure == null ? counts.put(kind, count) : null)
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all).thenApply(done -> new TreeMap<>(counts));
  }

  private static CompletionStage<Count> asked(ActorSystem<?> system, String kind, Duration max) {
    var region = ClusterSharding.get(Adapter.toClassic(system)).shardRegion(kind);
    return Patterns.ask(region, ShardRegion.getRegionStatsInstance(), max)
        .thenApply(
            answer ->
                answer instanceof ShardRegion.ShardRegionStats stats ? count(stats) : Count.NONE);
  }

  private static Count count(ShardRegion.ShardRegionStats stats) {
    var entities =
        stats.getStats().values().stream().mapToInt(value -> ((Number) value).intValue()).sum();
    return new Count(stats.getStats().size(), entities);
  }
}
