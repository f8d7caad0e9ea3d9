package im.balcony.edge.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import im.balcony.actors.WireMessage;
import java.util.function.Supplier;

/** Answers nodes that want to join: the settings they must share. Reached by the cluster's port. */
public final class SettingsDesk {
  /** Name under the system guardian. */
  static final String NAME = "balcony-settings";

  private SettingsDesk() {}

  /** A node before it joins; one with entities needs the master keys as well. */
  public record Ask(boolean withEntities, ActorRef<SharedSettings> replyTo)
      implements WireMessage {}

  /**
   * @param settings of the moment: master keys change while a node runs
   */
  static Behavior<Ask> create(Supplier<SharedSettings> settings) {
    return Behaviors.receiveMessage(
        ask -> {
          var now = settings.get();
          ask.replyTo().tell(ask.withEntities() ? now : now.withoutMasterKeys());
          return Behaviors.same();
        });
  }
}
