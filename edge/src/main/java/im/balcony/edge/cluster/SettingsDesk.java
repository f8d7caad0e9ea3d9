package im.balcony.edge.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import im.balcony.actors.WireMessage;

/** Answers nodes that want to join: the settings they must share. Reached by the cluster's port. */
public final class SettingsDesk {
  /** Name under the system guardian. */
  static final String NAME = "balcony-settings";

  private SettingsDesk() {}

  /** A node before it joins; one with entities needs the master keys as well. */
  public record Ask(boolean withEntities, ActorRef<SharedSettings> replyTo)
      implements WireMessage {}

  static Behavior<Ask> create(SharedSettings settings) {
    return Behaviors.receiveMessage(
        ask -> {
          ask.replyTo().tell(ask.withEntities() ? settings : settings.withoutMasterKeys());
          return Behaviors.same();
        });
  }
}
