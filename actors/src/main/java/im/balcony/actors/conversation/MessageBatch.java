package im.balcony.actors.conversation;

import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationEvent.Effect;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.persistence.event.conversation.ConversationState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that go to the journal together, in their order; those that are not stored go along so
 * that they stay between their neighbours.
 */
final class MessageBatch {
  private final List<Intake.Pending> taken = new ArrayList<>();
  private final List<ConversationEvent> events = new ArrayList<>();
  private final Participant first;
  private final Participant second;
  private final Instant now;
  private final Effects effects;
  private long lastId;
  private int bytes;

  /** Ids are proposed above everything that either account or the conversation has given. */
  MessageBatch(
      ConversationState state, String log, Participant first, Participant second, Instant now) {
    this.first = first;
    this.second = second;
    this.effects = new Effects(state, log, first, second);
    // on disk an instant has whole microseconds; what is told at once must say the same
    this.now = now.truncatedTo(ChronoUnit.MICROS);
    this.lastId = Math.max(state.lastId(), Math.max(first.lastArchiveId, second.lastArchiveId));
  }

  boolean takes(Intake.Pending pending, ConversationSettings settings) {
    return taken.isEmpty()
        || (taken.size() < settings.batchEventsMax()
            && bytes + pending.item.xml().length <= settings.batchBytesMax());
  }

  void add(Intake.Pending pending) {
    taken.add(pending);
    bytes += pending.item.xml().length;
    if (pending.item.stored()) {
      lastId = Math.max(ChronoUnit.MICROS.between(Instant.EPOCH, now), lastId + 1);
      events.add(event(pending.item, effects.next(pending)));
    }
  }

  private MessageSent event(ConversationCommand.Item item, Effect effect) {
    return new MessageSent(
        lastId,
        item.originKey(),
        item.from().toString(),
        item.to().toString(),
        item.type(),
        item.copied(),
        item.session().value(),
        item.number(),
        first.confirmed,
        second.confirmed,
        item.xml(),
        now,
        effect);
  }

  boolean isEmpty() {
    return taken.isEmpty();
  }

  List<Intake.Pending> taken() {
    return taken;
  }

  List<ConversationEvent> events() {
    return events;
  }

  /** What the participants get, given the version before this batch. */
  List<ConversationEntry> entries(long versionBefore) {
    var entries = new ArrayList<ConversationEntry>(taken.size());
    var stored = 0;
    for (var pending : taken) {
      var item = pending.item;
      var version = 0L;
      var proposedId = 0L;
      Effect effect = null;
      if (item.stored()) {
        var sent = (MessageSent) events.get(stored);
        proposedId = sent.proposedId();
        effect = sent.effect();
        stored++;
        version = versionBefore + stored;
      }
      entries.add(
          new ConversationEntry(
              version,
              proposedId,
              item.from(),
              item.to(),
              item.session(),
              item.number(),
              item.type(),
              item.copied(),
              effect,
              item.xml(),
              now));
    }
    return entries;
  }
}
