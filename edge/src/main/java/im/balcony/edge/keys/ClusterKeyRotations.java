package im.balcony.edge.keys;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import com.typesafe.config.Config;
import im.balcony.edge.cluster.EntityMembers;
import im.balcony.persistence.seal.DataKeys;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks the one desk of the cluster, which stands on the eldest node that has entities. */
public final class ClusterKeyRotations implements KeyRotations {
  private static final String NAME = "master-key-rotation";
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final Duration ASK_EVERY = Duration.ofMillis(500);

  private final ActorSystem<?> system;
  private final ActorRef<KeyRotationDesk.Command> desk;

  private ClusterKeyRotations(ActorSystem<?> system, ActorRef<KeyRotationDesk.Command> desk) {
    this.system = system;
    this.desk = desk;
  }

  /**
   * @param keys of this node; not used on one without entities
   */
  public static KeyRotations start(ActorSystem<?> system, DataKeys keys, Config config) {
    var stepMax =
        Duration.ofSeconds(config.getInt("balcony.cluster.key-rotation-step-seconds-max"));
    var desk =
        SingletonActor.of(
                KeyRotationDesk.create(
                    keys, () -> new EachHolder(new ClusterHolders(system), stepMax, ASK_EVERY)),
                NAME)
            .withSettings(ClusterSingletonSettings.create(system).withRole(EntityMembers.ROLE));
    return new ClusterKeyRotations(system, ClusterSingleton.get(system).init(desk));
  }

  @Override
  public CompletionStage<RotationState> begin() {
    return ask(KeyRotationDesk.Begin::new);
  }

  @Override
  public CompletionStage<RotationState> look() {
    return ask(KeyRotationDesk.Look::new);
  }

  private CompletionStage<RotationState> ask(
      Function<ActorRef<RotationState>, KeyRotationDesk.Command> question) {
    return AskPattern.ask(desk, question::apply, ANSWER_MAX, system.scheduler());
  }
}
