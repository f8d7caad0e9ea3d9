package im.balcony.actors.user.front;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.BatchLog;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.account.AccountLog;
import im.balcony.actors.user.account.AccountState;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.protocol.jid.Jid;
import java.util.Optional;
import java.util.UUID;

/** Finds the incarnation behind an address, its keys and its log; each step is a command. */
final class AccountOpening {
  private final ActorContext<UserCommand> context;
  private final Jid bareJid;
  private final UserPorts ports;

  /** The address was given to an incarnation that nobody has ever seen: it has no keys, no log. */
  record Claimed(String incarnation) implements UserCommand.Local {}

  /** Whose life the address has at present; empty: nobody's. */
  record Found(Optional<String> incarnation) implements UserCommand.Local {}

  record KeysOpened(String incarnation, KeyRing ring) implements UserCommand.Local {}

  record Failed(Throwable failure) implements UserCommand.Local {}

  /** The log stopped: its journal failed. */
  record LogEnded() implements UserCommand.Local {}

  /** The address is free again. */
  record Freed() implements UserCommand.Local {}

  AccountOpening(ActorContext<UserCommand> context, Jid bareJid, UserPorts ports) {
    this.context = context;
    this.bareJid = bareJid;
    this.ports = ports;
  }

  void find() {
    context.pipeToSelf(
        ports.incarnations().find(bareJid),
        (found, failure) -> failure == null ? new Found(found) : new Failed(failure));
  }

  /** Gives the address to a new incarnation, or finds the one that was quicker. */
  void claim() {
    context.pipeToSelf(
        ports.incarnations().create(bareJid, UUID.randomUUID().toString()),
        (claimed, failure) -> {
          if (failure != null) {
            return new Failed(failure);
          }
          return claimed.created()
              ? new Claimed(claimed.id())
              : new Found(Optional.of(claimed.id()));
        });
  }

  void free(String incarnation) {
    context.pipeToSelf(
        ports.incarnations().remove(bareJid, incarnation),
        (freed, failure) -> failure == null ? new Freed() : new Failed(failure));
  }

  void openKeys(String incarnation) {
    context.pipeToSelf(
        ports
            .messages()
            .keys()
            .open(AccountLog.persistenceIdOf(incarnation))
            .thenCompose(ring -> ring.ensure(incarnation).thenApply(done -> ring)),
        (ring, failure) ->
            failure == null ? new KeysOpened(incarnation, ring) : new Failed(failure));
  }

  /** The first key of an incarnation that was just {@link Claimed}. */
  void makeKeys(String incarnation) {
    context.pipeToSelf(
        ports.messages().keys().begin(AccountLog.persistenceIdOf(incarnation), incarnation),
        (ring, failure) ->
            failure == null ? new KeysOpened(incarnation, ring) : new Failed(failure));
  }

  /** The log tells when it was read. */
  ActorRef<BatchLog.Batch<AccountEvent>> openLog(String incarnation, KeyRing ring) {
    return spawned(AccountLog.create(form(incarnation, ring), context.getSelf()));
  }

  /** The log of an incarnation that was just {@link Claimed}: there is nothing to read. */
  ActorRef<BatchLog.Batch<AccountEvent>> beginLog(String incarnation, KeyRing ring) {
    return spawned(AccountLog.begin(form(incarnation, ring), context.getSelf()));
  }

  private BatchLog.Form<AccountEvent, AccountState> form(String incarnation, KeyRing ring) {
    return AccountLog.form(incarnation, ring, ports.messages().codec(), ports.accountLogs());
  }

  private ActorRef<BatchLog.Batch<AccountEvent>> spawned(
      Behavior<BatchLog.Batch<AccountEvent>> behavior) {
    var log = context.spawnAnonymous(behavior);
    context.watchWith(log, new LogEnded());
    return log;
  }
}
