package im.balcony.actors.routing;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ShardRegion;
import akka.pattern.Patterns;
import im.balcony.actors.call.Call;
import im.balcony.actors.conversation.Conversation;
import im.balcony.actors.room.Room;
import im.balcony.actors.room.RoomDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Whether this node's regions, or its proxies, know who places the shards of each kind of entity,
 * and whether anybody can take them. Without that no command reaches an entity that is not awake.
 */
public final class ShardContacts {
  static final List<String> KINDS =
      List.of(
          ShardRouter.USERS.name(),
          Conversation.TYPE_KEY.name(),
          Room.TYPE_KEY.name(),
          RoomDirectory.TYPE_KEY.name(),
          Call.TYPE_KEY.name());

  private ShardContacts() {}

  /**
   * The kinds of entities that cannot be reached from here; empty when all can.
   *
   * @param answerMax after which a kind counts as missing
   */
  public static CompletionStage<Set<String>> missing(ActorSystem<?> system, Duration answerMax) {
    var missing = new ConcurrentSkipListSet<String>();
    var answers =
        KINDS.stream()
            .map(kind -> asked(system, kind, answerMax, missing).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(answers).thenApply(done -> new TreeSet<>(missing));
  }

  private static CompletionStage<Void> asked(
      ActorSystem<?> system, String kind, Duration answerMax, Set<String> missing) {
    var region = ClusterSharding.get(Adapter.toClassic(system)).shardRegion(kind);
    return Patterns.ask(region, ShardRegion.getCurrentRegionsInstance(), answerMax)
        // A region that knows no coordinator yet names nobody.
        .handle(
            (answer, failure) ->
                answer instanceof ShardRegion.CurrentRegions regions
                    && !regions.getRegions().isEmpty())
        .thenAccept(
            isKnown -> {
              if (!isKnown) {
                missing.add(kind);
              }
            });
  }
}
