package im.balcony.actors.world;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.LogStore;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import java.util.List;

/** What persistent actors need to be tested, alone or in their world. */
public final class Logs {
  private static final String CONFIG =
      """
      akka {
        loglevel = WARNING
        log-dead-letters = off
        actor {
          serializers.balcony-sealed = "im.balcony.persistence.seal.SealedEventSerializer"
          serialization-bindings."im.balcony.persistence.seal.SealedEvent" = balcony-sealed
        }
      }
      """;

  private Logs() {}

  /** For a child that is run by an {@link EventSourcedBehaviorTestKit}. */
  public static ActorTestKit kit() {
    return kit(EventSourcedBehaviorTestKit.config());
  }

  /** For entities and their children; a {@link PersistenceTestKit} sees what they write. */
  public static ActorTestKit worldKit() {
    return kit(
        PersistenceTestKitPlugin.config().withFallback(PersistenceTestKitSnapshotPlugin.config()));
  }

  private static ActorTestKit kit(Config storage) {
    return ActorTestKit.create(
        ConfigFactory.parseString(CONFIG).withFallback(storage).withFallback(ConfigFactory.load()));
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
