package im.balcony.actors.user.front;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import im.balcony.actors.user.UserCommand;

/** An account whose end is durable, until its address is free; whoever comes waits for that. */
final class ClosingUser extends AbstractBehavior<UserCommand> {
  private final User.Entity entity;

  private ClosingUser(User.Entity entity) {
    super(entity.context());
    this.entity = entity;
  }

  static Behavior<UserCommand> create(User.Entity entity, String incarnation) {
    var context = entity.context();
    for (var child : context.getChildren()) {
      // the end of an old log must not be taken for the end of the next life's
      context.unwatch(child);
      context.stop(child);
    }
    entity.timers().cancelAll();
    new AccountOpening(context, entity.bareJid(), entity.ports()).free(incarnation);
    return new ClosingUser(entity);
  }

  @Override
  public Receive<UserCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(AccountOpening.Freed.class, freed -> AbsentUser.create(entity))
        .onMessage(AccountOpening.Failed.class, failed -> giveUp())
        .onMessage(UserCommand.Stop.class, stop -> Behaviors.stopped())
        .onMessage(UserCommand.Local.class, old -> this)
        .onAnyMessage(this::later)
        .build();
  }

  /** The next start finds the end in the log and frees the address then. */
  private Behavior<UserCommand> giveUp() {
    entity.refuseWaiting();
    return Behaviors.stopped();
  }

  private Behavior<UserCommand> later(UserCommand command) {
    entity.later(command);
    return this;
  }
}
