package im.balcony.actors.user.front;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.account.AccountLog;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.protocol.jid.Jid;
import java.util.Optional;
import java.util.UUID;

/** Finds the incarnation behind an address, its keys and its log; each step is a command. */
final class AccountOpening {
  private final ActorContext<UserCommand> context;
  private final Jid bareJid;
  private final UserPorts ports;

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
        (claimed, failure) ->
            failure == null ? new Found(Optional.of(claimed.id())) : new Failed(failure));
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

  /** The log tells when it was read. */
  ActorRef<AccountLog.Append> openLog(String incarnation, KeyRing ring) {
    var journal =
        AccountLog.Journal.of(incarnation, ring, ports.messages().codec(), ports.accountLogs());
    var log = context.spawnAnonymous(AccountLog.create(journal, context.getSelf()));
    context.watchWith(log, new LogEnded());
    return log;
  }
}
