package im.balcony.actors.user.front;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import im.balcony.actors.BatchLog;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.ServicesChanged;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.account.AccountLog;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.clients.Clients;
import im.balcony.actors.user.index.IndexLog;
import im.balcony.persistence.event.account.AccountEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The front of an account that exists: every command becomes calls to its parts, then a flush. */
final class RunningUser extends AbstractBehavior<UserCommand> {

  /** Time to see whether anybody still needs the account in memory. */
  private record IdleTick() implements UserCommand.Local {}

  private static final IdleTick IDLE_TICK = new IdleTick();

  private final User.Entity entity;
  private final FrontParts parts;
  private boolean touched;

  private RunningUser(User.Entity entity, FrontParts parts) {
    super(entity.context());
    this.entity = entity;
    this.parts = parts;
  }

  static Behavior<UserCommand> create(
      User.Entity entity,
      String incarnation,
      ActorRef<BatchLog.Batch<AccountEvent>> log,
      AccountState state,
      Collection<UserCommand.RegisterSession> registrations) {
    var user = new RunningUser(entity, FrontParts.of(entity, incarnation, log, state));
    user.bringUpToDate(state);
    registrations.forEach(user.parts.registry()::register);
    user.parts.flush();
    user.watchIdleness();
    return user;
  }

  /** What an earlier server, or a death between two writes, left undone. */
  private void bringUpToDate(AccountState state) {
    var owed = entity.ports().upgrade().events(state, now());
    if (!owed.isEmpty()) {
      parts.front().account().write(owed, durable -> {});
    }
    parts.requests().opened(state.shownRequests());
  }

  @Override
  public Receive<UserCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(UserCommand.Submit.class, c -> then(parts.intake()::submit, c))
        .onMessage(UserCommand.DeliverEntries.class, c -> then(parts.path()::onDeliverEntries, c))
        .onMessage(IndexLog.Stored.class, c -> then(parts.path()::onLocal, c))
        .onMessage(UserCommand.Admit.class, c -> then(parts.path()::onAdmit, c))
        .onMessage(UserCommand.Route.class, c -> then(parts.intake()::route, c))
        .onMessage(UserCommand.NodeNotice.class, c -> then(parts.intake()::notice, c))
        .onMessage(UserCommand.AskLastItems.class, c -> then(parts.notices()::onAskLastItems, c))
        .onMessage(AccountLog.Appended.class, appended -> onAppended())
        .onMessage(User.Counted.class, c -> then(x -> parts.front().account().onAppended(), c))
        .onMessage(UserCommand.RoomTook.class, c -> then(parts.rooms()::took, c))
        .onMessage(UserCommand.WhoIsIn.class, c -> then(parts.rooms()::whoIsIn, c))
        .onMessage(UserCommand.RoomLeft.class, c -> then(parts.rooms()::left, c))
        .onMessage(UserCommand.RoomStands.class, c -> then(parts.followed()::stands, c))
        .onMessage(UserCommand.ContentFound.class, c -> then(parts.followed()::found, c))
        .onMessage(FollowedRooms.Tick.class, c -> then(x -> parts.followed().tick(), c))
        .onMessage(RoomRoutes.Repeat.class, c -> then(x -> parts.rooms().repeat(), c))
        .onMessage(RoomRoutes.Remind.class, c -> then(x -> parts.rooms().remind(), c))
        .onMessage(UserCommand.SendSettled.class, c -> then(parts.path()::onSendSettled, c))
        .onMessage(UserCommand.SendRefused.class, c -> then(parts.path()::onSendRefused, c))
        .onMessage(UserCommand.RegisterSession.class, c -> then(parts.registry()::register, c))
        .onMessage(UserCommand.MoveSession.class, c -> then(parts.registry()::move, c))
        .onMessage(UserCommand.EndSession.class, c -> then(parts.registry()::end, c))
        .onMessage(SessionRegistry.Gone.class, c -> then(parts.registry()::gone, c))
        .onMessage(LaterAnswers.Ended.class, c -> then(parts.later()::ended, c))
        .onMessage(ArchiveAccess.Read.class, c -> then(read -> read.then().run(), c))
        .onMessage(UserCommand.GetKeys.class, this::onGetKeys)
        .onMessage(UserCommand.NoteClient.class, c -> then(this::noteClient, c))
        .onMessage(UserCommand.UseToken.class, c -> then(this::useToken, c))
        .onMessage(UserCommand.ChangeKeys.class, c -> then(this::changeKeys, c))
        .onMessage(UserCommand.AddKeys.class, c -> then(this::addKeys, c))
        .onMessage(UserCommand.OpenAccount.class, this::onOpenAccount)
        .onMessage(UserCommand.CloseAccount.class, c -> then(this::closeAccount, c))
        .onMessage(AccountOpening.LogEnded.class, ended -> onLogEnded())
        .onMessage(IdleTick.class, tick -> onIdleTick())
        .onMessage(UserCommand.CallNoted.class, c -> then(parts.calls()::noted, c))
        .onMessage(UserCommand.WriteCallRecord.class, c -> then(parts.records()::write, c))
        .onMessage(UserCommand.SessionSilent.class, c -> then(parts.registry()::silent, c))
        .onMessage(UserCommand.FinishPushes.class, this::onFinishPushes)
        .onMessage(PushLine.Tick.class, c -> then(parts.pushes()::tick, c))
        .onMessage(CallFeed.Tick.class, tick -> then(x -> parts.calls().tick(), tick))
        .onMessage(ServicesChanged.class, c -> then(x -> parts.external().changed(), c))
        .onMessage(UserCommand.Stop.class, stop -> Behaviors.stopped())
        .onMessage(UserCommand.Local.class, c -> then(parts.path()::onLocal, c))
        .build();
  }

  private <C> Behavior<UserCommand> then(Consumer<C> part, C command) {
    touched = true;
    part.accept(command);
    return flushed();
  }

  private Behavior<UserCommand> flushed() {
    parts.flush();
    var closed = parts.front().account().committed().phase() == AccountState.Phase.CLOSED;
    return closed ? ClosingUser.create(entity, parts.incarnation()) : this;
  }

  /** What is in the journal counts only while this node is known to be a member (I5). */
  private Behavior<UserCommand> onAppended() {
    if (!entity.counts()) {
      return this;
    }
    parts.front().account().onAppended();
    return flushed();
  }

  private Behavior<UserCommand> onGetKeys(UserCommand.GetKeys get) {
    get.replyTo().tell(new AccountReply.Keys(parts.front().account().committed().keys()));
    return this;
  }

  private Behavior<UserCommand> onOpenAccount(UserCommand.OpenAccount open) {
    open.replyTo().tell(new AccountReply.AddressTaken());
    return this;
  }

  private void changeKeys(UserCommand.ChangeKeys change) {
    var event = new AccountEvent.PasswordChanged(change.keys(), now());
    write(List.of(event), new AccountReply.Done(), change.replyTo());
  }

  private void addKeys(UserCommand.AddKeys add) {
    var known = parts.front().decided().hasKeysOf(add.keys().mechanism());
    var event = new AccountEvent.KeysAdded(add.keys(), now());
    write(known ? List.of() : List.of(event), new AccountReply.Done(), add.replyTo());
  }

  private void noteClient(UserCommand.NoteClient note) {
    var decision = entity.ports().tokens().note(clients(), note.client(), now());
    write(decision.events(), decision.reply(), note.replyTo());
  }

  private void useToken(UserCommand.UseToken use) {
    var decision = entity.ports().tokens().use(clients(), use.client(), use.proof(), now());
    write(decision.events(), decision.reply(), use.replyTo());
  }

  private Clients clients() {
    return parts.front().decided().clients();
  }

  private Instant now() {
    return parts.front().clock().instant();
  }

  /** What is answered is durable, and so is everything that it was decided on. */
  private void write(
      List<AccountEvent> events, AccountReply reply, ActorRef<AccountReply> replyTo) {
    var account = parts.front().account();
    if (account.isFull()) {
      replyTo.tell(new AccountReply.TryLater());
    } else {
      account.write(events, state -> replyTo.tell(reply));
    }
  }

  private void closeAccount(UserCommand.CloseAccount close) {
    parts.closing().close(() -> close.replyTo().tell(new AccountReply.Done()));
  }

  /** What is durable must be read again; the sessions find the next incarnation. */
  private Behavior<UserCommand> onLogEnded() {
    getContext().getLog().warn("the log of {} has failed", entity.bareJid());
    return Behaviors.stopped();
  }

  /** The sweeper comes again and again: that keeps nobody in memory. */
  private Behavior<UserCommand> onFinishPushes(UserCommand.FinishPushes finish) {
    parts.recovery().finish(finish);
    parts.path().open();
    return flushed();
  }

  private void watchIdleness() {
    var idle = entity.settings().idle();
    entity.timers().startTimerWithFixedDelay(IDLE_TICK, IDLE_TICK, idle);
  }

  private Behavior<UserCommand> onIdleTick() {
    parts.offline().keepSeen();
    parts.recovery().settle();
    if (!touched && !parts.isNeeded()) {
      entity.passivate();
    }
    touched = false;
    return this;
  }
}
