package im.balcony.actors.conversation;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.BatchLog;
import im.balcony.actors.conversation.ConversationCommand.AccountGone;
import im.balcony.actors.conversation.ConversationCommand.Admission;
import im.balcony.actors.conversation.ConversationCommand.Indexed;
import im.balcony.actors.conversation.ConversationCommand.Item;
import im.balcony.actors.conversation.ConversationCommand.Repeat;
import im.balcony.actors.conversation.ConversationCommand.Send;
import im.balcony.actors.conversation.ConversationCommand.Wake;
import im.balcony.actors.port.metrics.MetricsPlace;
import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.actors.port.tracing.MessageKey;
import im.balcony.actors.port.tracing.StanzaTraces;
import im.balcony.actors.port.tracing.TracesPlace;
import im.balcony.persistence.archive.Note;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationState;
import im.balcony.persistence.event.conversation.RecentIds;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open conversation at work (DESIGN section 3, write path, steps 2 to 9): takes messages once,
 * stores them in batches, tells the participants in order, answers repeats.
 */
final class ConversationDesk {

  /** The node was seen as a member after that write: it counts. */
  private record Counted(ConversationState state) implements ConversationCommand.Local {}

  private final ActorContext<ConversationCommand> context;
  private final ConversationId id;
  private final ConversationPorts ports;
  private final ConversationSettings settings;
  private final ActorRef<BatchLog.Batch<ConversationEvent>> log;
  private final Participant first;
  private final Participant second;
  private final Intake intake;
  private final Deliveries deliveries;
  private final OpenNotes notes;
  private final Waiters waiters;
  private final StanzaTraces traces;
  private ConversationState state;
  private @Nullable MessageBatch inFlight;

  ConversationDesk(
      ActorContext<ConversationCommand> context,
      ConversationId id,
      ConversationPorts ports,
      ConversationSettings settings,
      ConversationOpening.Opened opened,
      ActorRef<BatchLog.Batch<ConversationEvent>> log,
      ConversationState recovered) {
    this.context = context;
    this.id = id;
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.state = recovered;
    this.traces = TracesPlace.of(context.getSystem());
    var members = opened.membership();
    var version = recovered.version();
    first =
        new Participant(
            id.first(), members.firstIncarnation(), recovered.confirmedByFirst(), version);
    second =
        id.first().equals(id.second())
            ? first
            : new Participant(
                id.second(), members.secondIncarnation(), recovered.confirmedBySecond(), version);
    intake = new Intake(settings);
    notes = new OpenNotes(context, id, ports, settings);
    for (var note : opened.outbox()) {
      adopt(note);
    }
    waiters = new Waiters(id, members.log(), ports.participants());
    deliveries =
        new Deliveries(
            id,
            members.log(),
            ports.participants(),
            settings,
            first,
            second,
            version,
            new JournalReads(context, id, ports, members.log(), opened.store()));
    deliveries.pump(System.nanoTime());
  }

  /** False when the conversation must start anew: what it knows of its members is outdated. */
  boolean on(ConversationCommand command) {
    if (command instanceof Send send) {
      return onSend(send);
    } else if (command instanceof ConversationLog.Stored stored) {
      onStored(stored.state());
    } else if (command instanceof Indexed indexed) {
      onIndexed(indexed);
    } else if (command instanceof Admission admission) {
      return onAdmission(admission);
    } else if (command instanceof Repeat repeat) {
      onRepeat(repeat);
    } else if (command instanceof AccountGone gone) {
      var participant = participant(gone.account());
      return participant == null || !participant.incarnation.equals(gone.incarnation());
    } else if (command instanceof Counted counted) {
      counted(counted.state());
    } else if (command instanceof JournalReads.Read read) {
      deliveries.arrived(read.participant(), read.entries(), System.nanoTime());
    } else if (command instanceof Wake wake) {
      onWake(wake);
    } else if (command instanceof OpenNotes.Written written) {
      onNoteWritten(written);
    } else if (command instanceof OpenNotes.OutboxOpened outbox) {
      outbox.participant().noting = false;
      outbox.participant().outboxOpen = outbox.isOpen();
      if (outbox.isOpen()) {
        advance(); // else with the next tick
      }
    } else if (command instanceof OpenNotes.OutboxClosed outbox) {
      outbox.participant().noting = false;
      advance();
    }
    return true;
  }

  private @Nullable Participant participant(Jid account) {
    return account.equals(first.account) ? first : account.equals(second.account) ? second : null;
  }

  private boolean onSend(Send send) {
    var sender = participant(send.sender());
    if (sender == null) {
      return true;
    }
    if (!sender.incarnation.equals(send.incarnation())) {
      return false;
    }
    sender.sawLastArchiveId(send.senderLastId());
    for (var item : send.items()) {
      take(item, sender);
    }
    advance();
    return true;
  }

  private void take(Item item, Participant sender) {
    var key = Intake.keyOf(item, sender);
    var version = item.stored() ? state.recentIds().versionOf(key) : RecentIds.ABSENT;
    if (version != RecentIds.ABSENT) {
      waiters.add(version, sender, deliveries.other(sender), item.session(), item.number());
    } else if (intake.wasPassed(key)) {
      ports
          .participants()
          .settle(
              sender.account,
              new Participants.Repeated(id, deliveries.log(), item.session(), item.number(), 0));
    } else if (!intake.offer(item, sender, key)) {
      MetricsPlace.of(context.getSystem()).refused(NodeMetrics.Limit.CONVERSATION_QUEUE);
      refuse(sender, item, StanzaError.resourceConstraint());
    }
  }

  private void advance() {
    while (inFlight == null && intake.hasQueued()) {
      var batch = nextBatch();
      if (batch.isEmpty()) {
        return; // the recipient has not admitted yet
      }
      if (batch.events().isEmpty()) {
        tell(batch, state.version());
      } else {
        inFlight = batch;
        log.tell(new BatchLog.Batch<>(batch.events()));
      }
    }
  }

  private MessageBatch nextBatch() {
    var batch = new MessageBatch(state, deliveries.log(), first, second, ports.clock().instant());
    while (intake.hasQueued() && batch.takes(intake.first(), settings)) {
      var sender = intake.first().sender;
      var recipient = deliveries.other(sender);
      if (recipient != sender && !recipient.admitted) {
        if (!recipient.asked) {
          recipient.asked = true;
          recipient.waitsForAdmissionSinceNanos = System.nanoTime();
          ask(recipient, sender);
        }
        break;
      }
      if (recipient.elsewhere && !recipient.outboxOpen && intake.first().item.stored()) {
        notes.openOutbox(recipient, state.version() + 1);
        break;
      }
      batch.add(intake.poll());
    }
    return batch;
  }

  private void ask(Participant recipient, Participant sender) {
    recipient.askedAtNanos = System.nanoTime();
    ports.participants().admit(recipient.account, id, sender.account);
  }

  /** Invariant I5: a write counts only while the cluster knows this node. */
  private void onStored(ConversationState stored) {
    if (ports.fence().isFresh()) {
      counted(stored);
    } else {
      context.pipeToSelf(ports.fence().confirmed(), (done, failure) -> new Counted(stored));
    }
  }

  private void counted(ConversationState stored) {
    var batch = inFlight;
    if (batch == null) {
      return;
    }
    inFlight = null;
    var versionBefore = state.version();
    state = stored;
    tell(batch, versionBefore);
    advance();
  }

  private void trace(MessageBatch batch) {
    if (traces.isOn()) {
      for (var pending : batch.taken()) {
        var key = MessageKey.of(pending.item.xml());
        if (traces.isSampled(key)) {
          traces.span(StanzaTraces.Step.CONVERSATION, key, pending.takenNanos, System.nanoTime());
        }
      }
    }
  }

  private void tell(MessageBatch batch, long versionBefore) {
    trace(batch);
    var now = System.nanoTime();
    var entries = batch.entries(versionBefore);
    for (var at = 0; at < entries.size(); at++) {
      var pending = batch.taken().get(at);
      var sender = pending.sender;
      var entry = entries.get(at);
      deliveries.append(entry, sender, now);
      intake.forget(pending);
      for (var again : pending.repeats()) {
        if (entry.isStored()) {
          waiters.add(
              entry.version(), sender, deliveries.other(sender), again.session(), again.number());
        }
      }
    }
    deliveries.pump(now);
  }

  private void onIndexed(Indexed indexed) {
    var participant = participant(indexed.account());
    if (participant != null) {
      participant.sawLastArchiveId(indexed.lastArchiveId());
      deliveries.indexed(participant, indexed.upToVersion(), System.nanoTime());
      if (participant.elsewhere) {
        noteIfEmpty(participant);
      } else {
        notes.remove(participant);
      }
      waiters.answer();
    }
  }

  private void noteIfEmpty(Participant participant) {
    if (isEmptied(participant)) {
      notes.advanceOutbox(participant, deliveries.version() + 1);
    }
  }

  private boolean isEmptied(Participant participant) {
    return participant.outboxOpen
        && inFlight == null
        && !participant.noting
        && !deliveries.isBehind(participant);
  }

  /** Before the conversation rests; true when nothing notes that an outbox may hold something. */
  boolean closeOutboxes() {
    for (var participant : List.of(first, second)) {
      if (isEmptied(participant)) {
        notes.closeOutbox(participant);
      }
    }
    return !first.outboxOpen && !first.noting && !second.outboxOpen && !second.noting;
  }

  /** A note of an earlier incarnation: what it sent after that may not have got there. */
  private void adopt(Note note) {
    var participant = participant(Jid.parse(note.subject()));
    if (participant != null && participant.elsewhere && !notes.knows(note)) {
      notes.found(note);
      participant.outboxHolds(note.version());
    }
  }

  private boolean onAdmission(Admission admission) {
    var participant = participant(admission.account());
    if (participant == null) {
      return true;
    }
    if (!participant.incarnation.equals(admission.incarnation())) {
      return false;
    }
    participant.sawLastArchiveId(admission.lastArchiveId());
    participant.epoch = admission.epoch();
    participant.asked = false;
    participant.admitted = admission.refusal() == null;
    if (admission.refusal() != null) {
      refuseQueued(participant, admission.refusal());
    }
    advance();
    return true;
  }

  private void refuseQueued(Participant recipient, StanzaError error) {
    for (var pending : intake.takeSentBy(deliveries.other(recipient))) {
      refuse(pending.sender, pending.item, error);
      for (var again : pending.repeats()) {
        ports
            .participants()
            .refuse(pending.sender.account, id, again.session(), again.number(), error);
      }
    }
  }

  private void refuse(Participant sender, Item item, StanzaError error) {
    ports.participants().refuse(sender.account, id, item.session(), item.number(), error);
  }

  private void onRepeat(Repeat repeat) {
    var participant = participant(repeat.account());
    if (participant != null && !participant.reading) {
      participant.rewindTo(Math.max(1, repeat.fromVersion()));
      deliveries.pump(System.nanoTime());
    }
  }

  private void onWake(Wake wake) {
    var participant = participant(wake.account());
    if (participant == null) {
      ports.notes().remove(wake.note(id));
    } else if (participant.elsewhere) {
      adopt(wake.note(id));
      deliveries.pump(System.nanoTime());
      noteIfEmpty(participant);
    } else {
      notes.found(wake.note(id));
      notes.remove(participant);
    }
  }

  private void onNoteWritten(OpenNotes.Written written) {
    var participant = written.participant();
    participant.noting = false;
    participant.noted = Math.max(participant.noted, written.version());
    deliveries.pump(System.nanoTime());
    waiters.answer();
  }

  /** Looks at everything that waits for somebody; called now and then while there is work. */
  void tick() {
    var now = System.nanoTime();
    tick(first, now);
    if (second != first) {
      tick(second, now);
    }
    deliveries.giveUpPassing(now);
    deliveries.pump(now);
    advance();
  }

  private void tick(Participant participant, long now) {
    deliveries.repeatOverdue(participant, now);
    if (deliveries.needsNote(participant, now)) {
      notes.write(participant, deliveries.version());
    }
    if (participant.asked
        && now - participant.waitsForAdmissionSinceNanos >= settings.admissionTimeout().toNanos()) {
      participant.asked = false;
      refuseQueued(participant, StanzaError.resourceConstraint());
    } else if (participant.asked
        && now - participant.askedAtNanos >= settings.repeatAfter().toNanos()) {
      ask(participant, deliveries.other(participant));
    }
  }

  boolean hasWork() {
    return inFlight != null || !intake.isEmpty() || deliveries.hasWork() || !waiters.isEmpty();
  }
}
