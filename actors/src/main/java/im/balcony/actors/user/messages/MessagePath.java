package im.balcony.actors.user.messages;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogStore;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.feature.OwnerDecision;
import im.balcony.actors.port.metrics.MetricsPlace;
import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.index.IndexLog;
import im.balcony.persistence.archive.MessagePlace;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.delivery.ReliableDelivery;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The way of messages through an account's User (DESIGN section 3, write path): out to the
 * conversations, repeated until answered; in through the archive index to the sessions.
 *
 * <p>Part of the User's front, not an actor: the front hands over the commands named here and every
 * {@link UserCommand.Local} that it does not know itself. Until the index is open commands wait,
 * within a bound; whatever is dropped is sent again by its sender.
 */
public final class MessagePath {
  private static final int EARLY_COMMANDS_MAX = 500;
  private static final Duration REOPEN_AFTER = Duration.ofSeconds(1);

  /** Time to look for unanswered batches. */
  private record Tick() implements UserCommand.Local {}

  /** What came by another way, behind entries that wait for the index. */
  private record Turn(Jid peer, Runnable then) implements UserCommand.Local {}

  private static final Tick TICK = new Tick();

  private final ActorContext<UserCommand> context;
  private final TimerScheduler<UserCommand> timers;
  private final AccountView account;
  private final MessagePathPorts ports;
  private final MessagePathSettings settings;
  private final WritePace pace;
  private final Outboxes outboxes;
  private final ArrayDeque<UserCommand> early = new ArrayDeque<>();
  private @Nullable ActorRef<BatchLog.Batch<IndexEvent>> log;
  private @Nullable IndexWriter index;
  private List<Queued> interrupted = List.of();
  private boolean opening;
  private boolean complained;
  private boolean ticking;

  public MessagePath(
      ActorContext<UserCommand> context,
      TimerScheduler<UserCommand> timers,
      AccountView account,
      MessagePathPorts ports,
      MessagePathSettings settings) {
    this.context = context;
    this.timers = timers;
    this.account = account;
    this.ports = ports;
    this.settings = settings;
    this.pace = new WritePace(settings, System::nanoTime);
    this.outboxes = new Outboxes(account, ports.conversations(), settings);
  }

  /**
   * Takes a message of one of the account's sessions on its way; {@link #flush} sends what was
   * taken. Its outcome comes by {@link AccountView#settled} or {@link AccountView#refused}.
   *
   * @param message from stamped; without a to it is for the account itself (RFC 6121 section 5.2.1)
   * @param stored whether it is archived (XEP-0313 section 6, XEP-0334)
   * @param copied whether carbons apply (XEP-0280 section 6.1)
   * @param about the message that it is about, when that is known better than by the id it names
   */
  public void submit(
      SessionId session,
      long number,
      Message message,
      boolean stored,
      boolean copied,
      @Nullable MessagePlace about) {
    var from = message.from();
    if (from == null) {
      throw new IllegalArgumentException("the session stamps from");
    }
    var to = message.to() == null ? account.bareJid() : message.to();
    var peer = to.bare();
    var xml = withoutOurMarks(message, peer).toBytes();
    var originKey = OriginKeys.of(message, session, number);
    var effect = stored ? MessageEffect.of(message) : MessageEffect.NONE;
    var item =
        new ConversationCommand.Item(
            session,
            number,
            originKey,
            from,
            to,
            message.type().value(),
            stored,
            copied,
            effect,
            stored ? MessageNames.of(message, effect, originKey) : null,
            about,
            xml);
    if (to.local() == null || !hasConversations(to.domain())) {
      account.refused(item, StanzaError.remoteServerNotFound());
    } else if (outboxes.isFull()) {
      MetricsPlace.of(context.getSystem()).refused(NodeMetrics.Limit.ACCOUNT_QUEUE);
      account.refused(item, StanzaError.resourceConstraint());
    } else {
      outboxes.add(ConversationId.of(account.bareJid(), peer), item);
    }
  }

  private boolean hasConversations(String domain) {
    return ports.conversations().isLocal(domain) || ports.conversations().isElsewhere(domain);
  }

  /** Sends what was submitted; to be called once after a batch of submissions. */
  public void flush() {
    if (outboxes.isEmpty()) {
      return;
    }
    if (index == null) {
      open();
    } else {
      outboxes.send(index.lastId(), System.nanoTime());
    }
    if (!ticking) {
      ticking = true;
      timers.startTimerWithFixedDelay(TICK, TICK, settings.repeatAfter().dividedBy(2));
    }
  }

  /** XEP-0359 section 5: only these two archives give such ids, and such times, here. */
  private XmlElement withoutOurMarks(Message message, Jid peer) {
    Predicate<Jid> ours = by -> isOfBoth(by.bare(), peer);
    return message
        .element()
        .withoutChildren(
            child ->
                StanzaIds.isGivenBy(child, ours) || ReliableDelivery.isTimeGivenBy(child, ours));
  }

  private boolean isOfBoth(Jid giver, Jid peer) {
    return giver.equals(peer) || giver.equals(account.bareJid());
  }

  /** Whether a message from this session to this account has no outcome yet. */
  public boolean isUnderWay(SessionId session, Jid peer) {
    return !outboxes.isEmpty()
        && peer.local() != null
        && outboxes.hasFrom(ConversationId.of(account.bareJid(), peer), session);
  }

  /**
   * Runs this when the entries that came from this account before have been delivered. A sender
   * hears that a message is stored after its recipient has it, but of one that is not stored it
   * hears when it was sent on.
   */
  public void inTurn(Jid peer, Runnable then) {
    if (index != null) {
      index.inTurn(peer, then);
    } else if (early.size() < EARLY_COMMANDS_MAX && isAmongEarly(peer)) {
      early.addLast(new Turn(peer, then));
    } else {
      then.run();
    }
  }

  private boolean isAmongEarly(Jid peer) {
    for (var command : early) {
      if (command instanceof UserCommand.DeliverEntries entries
          && entries.conversation().peerOf(account.bareJid()).equals(peer)) {
        return true;
      }
    }
    return false;
  }

  public void onAdmit(UserCommand.Admit admit) {
    if (index == null) {
      later(admit);
    } else {
      admission(admit.conversation(), admit.sender(), index.lastId());
    }
  }

  public void onDeliverEntries(UserCommand.DeliverEntries command) {
    if (!command.incarnation().equals(account.incarnation())) {
      ports
          .conversations()
          .tell(
              command.conversation(),
              new ConversationCommand.AccountGone(account.bareJid(), command.incarnation()));
    } else if (index == null) {
      later(command);
    } else {
      if (command.admissionEpoch() < account.admissionEpoch()) {
        var peer = command.conversation().peerOf(account.bareJid());
        admission(command.conversation(), peer, index.lastId());
      }
      index.arrive(command);
    }
  }

  public void onSendRefused(UserCommand.SendRefused refusal) {
    var item = outboxes.answered(refusal.conversation(), refusal.session(), refusal.number());
    if (item != null) {
      account.refused(item, refusal.error());
      finish();
    }
  }

  public void onSendSettled(UserCommand.SendSettled settled) {
    var item = outboxes.answered(settled.conversation(), settled.session(), settled.number());
    if (item != null) {
      if (settled.version() > 0) {
        account.storedBefore(item, settled.log(), settled.version());
      }
      account.settled(item.session(), item.number());
      finish();
    }
  }

  /** The commands this path sent to itself; false for any other one. */
  public boolean onLocal(UserCommand.Local command) {
    if (command instanceof Tick) {
      tick();
    } else if (command instanceof IndexOpening.Opened opened) {
      opened(opened.log());
    } else if (command instanceof IndexOpening.Failed failed) {
      complain(failed.cause());
      reopenLater();
    } else if (command instanceof IndexOpening.Open) {
      opening = false;
      open();
    } else if (command instanceof IndexOpening.Ended) {
      if (index != null) {
        interrupted = index.inFlight();
        index.end();
        index = null;
      }
      reopenLater();
    } else if (command instanceof IndexLog.Recovered recovered) {
      recovered(recovered.state());
    } else if (index != null) {
      return index.onLocal(command);
    } else {
      return command instanceof IndexLog.Stored || command instanceof IndexWriter.Own;
    }
    return true;
  }

  /** Whether something is unfinished, so that the User must not stop by itself. */
  public boolean hasWork() {
    return opening || !outboxes.isEmpty() || !early.isEmpty() || (index != null && index.hasWork());
  }

  /** The archive as it is durable; empty until it was opened. */
  public Optional<IndexState> index() {
    return index == null ? Optional.empty() : Optional.of(index.committed());
  }

  /**
   * Writes a decision of the account about its archive.
   *
   * @param done gets the state after it, or nothing when it is not known whether it is durable
   */
  public void decide(OwnerDecision decided, Consumer<Optional<IndexState>> done) {
    if (index == null || !index.decide(decided, done)) {
      done.accept(Optional.empty());
    }
  }

  /** Opens the archive index unless it is open; {@link AccountView#flush} is called when it is. */
  public void open() {
    if (index == null && !opening) {
      opening = true;
      IndexOpening.begin(context, account.incarnation(), ports);
    }
  }

  private void opened(LogStore store) {
    log = IndexOpening.spawn(context, account.incarnation(), store);
  }

  private void recovered(IndexState state) {
    if (log == null) {
      return;
    }
    opening = false;
    complained = false;
    index =
        new IndexWriter(
            context, timers, account, ports, outboxes, log, new Arrivals(state, settings), pace);
    index.resume(interrupted);
    interrupted = List.of();
    for (var waiting = early.size(); waiting > 0; waiting--) {
      var command = early.removeFirst();
      if (command instanceof UserCommand.Admit admit) {
        onAdmit(admit);
      } else if (command instanceof UserCommand.DeliverEntries entries) {
        onDeliverEntries(entries);
      } else if (command instanceof Turn turn) {
        index.inTurn(turn.peer(), turn.then());
      }
    }
    outboxes.send(state.lastArchiveId(), System.nanoTime());
    account.flush();
  }

  /** Once an outage: with the database gone every account would say so every second. */
  private void complain(Throwable cause) {
    if (!complained) {
      complained = true;
      context
          .getLog()
          .warn("the archive of {} cannot be opened: {}", account.bareJid(), cause.toString());
    }
  }

  private void reopenLater() {
    opening = true;
    log = null;
    timers.startSingleTimer(IndexOpening.OPEN, IndexOpening.OPEN, REOPEN_AFTER);
  }

  private void later(UserCommand command) {
    if (early.size() < EARLY_COMMANDS_MAX) {
      early.addLast(command);
    }
    open();
  }

  private void admission(ConversationId conversation, Jid sender, long lastId) {
    ports
        .conversations()
        .tell(
            conversation,
            new ConversationCommand.Admission(
                account.bareJid(),
                account.incarnation(),
                account.admissionEpoch(),
                lastId,
                account.refusalOf(sender)));
  }

  private void finish() {
    account.flush();
    flush();
  }

  private void tick() {
    if (outboxes.isEmpty()) {
      ticking = false;
      timers.cancel(TICK);
    } else if (index != null) {
      outboxes.repeat(index.lastId(), System.nanoTime());
    }
  }
}
