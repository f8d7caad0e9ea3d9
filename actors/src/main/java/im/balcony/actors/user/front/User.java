package im.balcony.actors.user.front;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import im.balcony.actors.BatchLog;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.account.AccountLog;
import im.balcony.actors.user.account.AccountState;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.jid.Jid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The front of one account while it is read: whoever comes waits, within a bound, until there is a
 * {@link RunningUser}, or an {@link AbsentUser} when nobody has this address. The entity id is the
 * bare JID in normal form.
 */
public final class User extends AbstractBehavior<UserCommand> {
  public static final EntityTypeKey<UserCommand> TYPE_KEY =
      EntityTypeKey.create(UserCommand.class, "user");

  /** A majority has answered since the last write: it counts. */
  record Counted() implements UserCommand.Local {}

  /** What all phases of a User have in hand. */
  record Entity(
      ActorContext<UserCommand> context,
      TimerScheduler<UserCommand> timers,
      StashBuffer<UserCommand> stash,
      ActorRef<ClusterSharding.ShardCommand> shard,
      Jid bareJid,
      UserPorts ports,
      UserSettings settings) {

    /** Asks to be stopped: what arrives meanwhile wakes the next incarnation. */
    void passivate() {
      shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }

    /** Whether what was written counts already (I5); else {@link Counted} comes when it does. */
    boolean counts() {
      var fence = ports.messages().fence();
      if (fence.isFresh()) {
        return true;
      }
      context.pipeToSelf(fence.confirmed(), (done, failure) -> new Counted());
      return false;
    }

    /** Keeps what comes too early, within the bound of the stash. */
    void later(UserCommand command) {
      if (stash.isFull()) {
        new StartRefusals(ports.router()).refuse(command);
      } else {
        stash.stash(command);
      }
    }

    /** Those who wait for an answer get one; sessions try again by themselves. */
    void refuseWaiting() {
      stash.forEach(new StartRefusals(ports.router())::refuse);
    }
  }

  private final Entity entity;
  private final AccountOpening opening;
  private final Gathering gathering;
  private @Nullable AccountState read;
  private @Nullable String incarnation;
  private @Nullable ActorRef<BatchLog.Batch<AccountEvent>> log;
  private UserCommand.@Nullable OpenAccount toOpen;
  private boolean isNew;

  private User(Entity entity, UserCommand.@Nullable OpenAccount toOpen) {
    super(entity.context());
    this.entity = entity;
    this.toOpen = toOpen;
    this.opening = new AccountOpening(entity.context(), entity.bareJid(), entity.ports());
    this.gathering = new Gathering(entity);
    if (toOpen == null) {
      opening.find();
    } else {
      opening.claim();
      gathering.skip();
    }
  }

  /** Behaviour of the entity with this address. */
  public static Behavior<UserCommand> create(
      Jid bareJid,
      ActorRef<ClusterSharding.ShardCommand> shard,
      UserPorts ports,
      UserSettings settings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    Behaviors.withStash(
                        settings.startingCommandsMax(),
                        stash ->
                            start(
                                new Entity(context, timers, stash, shard, bareJid, ports, settings),
                                null))));
  }

  /** Reads the account, or opens it. */
  static Behavior<UserCommand> start(Entity entity, UserCommand.@Nullable OpenAccount toOpen) {
    return new User(entity, toOpen);
  }

  @Override
  public Receive<UserCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(AccountOpening.Claimed.class, this::onClaimed)
        .onMessage(AccountOpening.Found.class, this::onFound)
        .onMessage(AccountOpening.KeysOpened.class, this::onKeysOpened)
        .onMessage(AccountLog.Recovered.class, this::onRecovered)
        .onMessage(AccountLog.Appended.class, appended -> entity.counts() ? onOpened() : this)
        .onMessage(Counted.class, counted -> onOpened())
        .onMessage(AccountOpening.Freed.class, freed -> onFreed())
        .onMessage(AccountOpening.Failed.class, this::onFailed)
        .onMessage(AccountOpening.LogEnded.class, ended -> giveUp())
        .onMessage(Gathering.Called.class, this::onCalled)
        .onMessage(Gathering.TimedOut.class, timedOut -> onTimedOut())
        .onMessage(UserCommand.RegisterSession.class, this::onRegister)
        .onMessage(UserCommand.Stop.class, stop -> Behaviors.stopped())
        .onAnyMessage(this::later)
        .build();
  }

  private Behavior<UserCommand> onFound(AccountOpening.Found found) {
    if (found.incarnation().isEmpty()) {
      return absent();
    }
    if (toOpen == null) {
      gathering.begin();
    }
    opening.openKeys(found.incarnation().get());
    return this;
  }

  private Behavior<UserCommand> onClaimed(AccountOpening.Claimed claimed) {
    isNew = true;
    opening.makeKeys(claimed.incarnation());
    return this;
  }

  private Behavior<UserCommand> onKeysOpened(AccountOpening.KeysOpened keys) {
    incarnation = keys.incarnation();
    log =
        isNew
            ? opening.beginLog(keys.incarnation(), keys.ring())
            : opening.openLog(keys.incarnation(), keys.ring());
    return this;
  }

  private Behavior<UserCommand> onRecovered(AccountLog.Recovered recovered) {
    if (incarnation == null || log == null) {
      return this;
    }
    switch (recovered.state().phase()) {
      case OPEN -> {
        if (toOpen != null) {
          toOpen.replyTo().tell(new AccountReply.AddressTaken());
        }
        return running(recovered.state());
      }
      case CLOSED -> {
        // Its end is in the log, but the node died before the address was free.
        opening.free(incarnation);
        return this;
      }
      case NONE -> {
        if (toOpen == null) {
          // Claimed by somebody who has not come to write the first event.
          return absent();
        }
        log.tell(new BatchLog.Batch<>(List.of(firstEvent(toOpen))));
        return this;
      }
    }
    return this;
  }

  private AccountEvent firstEvent(UserCommand.OpenAccount open) {
    return new AccountEvent.AccountCreated(
        entity.bareJid().toString(), open.keys(), entity.ports().messages().clock().instant());
  }

  private Behavior<UserCommand> onOpened() {
    if (toOpen == null) {
      return this;
    }
    var state = firstEvent(toOpen).fold(AccountState.NONE);
    toOpen.replyTo().tell(new AccountReply.Done());
    if (entity.stash().isEmpty()) {
      // Nobody waits for it: many accounts may be made at once, and their owners come later.
      entity.passivate();
    }
    return running(state);
  }

  private Behavior<UserCommand> absent() {
    gathering.end();
    gathering.registrations().forEach(getContext().getSelf()::tell);
    return AbsentUser.create(entity);
  }

  private Behavior<UserCommand> onFreed() {
    if (log != null) {
      getContext().unwatch(log);
      getContext().stop(log);
    }
    return toOpen == null ? absent() : start(entity, toOpen);
  }

  private Behavior<UserCommand> running(AccountState state) {
    read = state;
    return whenComplete();
  }

  /** Nobody counts as offline before the edges have told their sessions. */
  private Behavior<UserCommand> whenComplete() {
    if (read == null || incarnation == null || log == null || !gathering.isComplete()) {
      return this;
    }
    gathering.end();
    var user = RunningUser.create(entity, incarnation, log, read, gathering.registrations());
    return entity.stash().unstashAll(user);
  }

  private Behavior<UserCommand> onCalled(Gathering.Called called) {
    gathering.called(called.sessions());
    return whenComplete();
  }

  private Behavior<UserCommand> onTimedOut() {
    gathering.skip();
    return whenComplete();
  }

  private Behavior<UserCommand> onRegister(UserCommand.RegisterSession register) {
    gathering.registered(register);
    return whenComplete();
  }

  private Behavior<UserCommand> onFailed(AccountOpening.Failed failed) {
    getContext().getLog().warn("account {} cannot be read", entity.bareJid(), failed.failure());
    return giveUp();
  }

  private Behavior<UserCommand> giveUp() {
    if (toOpen != null) {
      toOpen.replyTo().tell(new AccountReply.TryLater());
    }
    entity.refuseWaiting();
    return Behaviors.stopped();
  }

  private Behavior<UserCommand> later(UserCommand command) {
    entity.later(command);
    return this;
  }
}
