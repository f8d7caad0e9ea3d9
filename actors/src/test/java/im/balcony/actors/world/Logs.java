package im.balcony.actors.world;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.LogStore;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import java.util.List;

/** What a persistent child needs to be tested by itself. */
public final class Logs {
  private static final String CONFIG =
      """
      akka.loglevel = WARNING
      akka.actor.serializers.balcony-sealed = "im.balcony.persistence.seal.SealedEventSerializer"
      akka.actor.serialization-bindings {
        "im.balcony.persistence.seal.SealedEvent" = balcony-sealed
      }
      """;

  private Logs() {}

  public static ActorTestKit kit() {
    return ActorTestKit.create(
        ConfigFactory.parseString(CONFIG)
            .withFallback(EventSourcedBehaviorTestKit.config())
            .withFallback(ConfigFactory.load()));
  }

  /** A store with fresh keys for the owner and these authors; a snapshot every few events. */
  public static LogStore store(String owner, List<String> authors) {
    var keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
    var ring = keys.open(owner).toCompletableFuture().join();
    ring.ensure(owner).toCompletableFuture().join();
    authors.forEach(author -> ring.ensure(author).toCompletableFuture().join());
    return new LogStore(
        new LogPlugins("", "", 3, 2), new EventCodec(EventManifests.all()), ring, owner);
  }
}
