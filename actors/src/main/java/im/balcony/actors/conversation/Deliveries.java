package im.balcony.actors.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the participants what happened, each in the order of the log: the recipient of an entry
 * first, its sender when the recipient's archive holds it or a durable note stands for that.
 */
final class Deliveries {
  private static final int BATCH_BYTES_MAX = 128 * 1024;

  /** Reads entries that are not in memory any more; {@link #arrived} gets them. */
  interface Reads {
    void read(Participant participant, long fromVersion, long toVersion);
  }

  private final ConversationId id;
  private final String log;
  private final Participants participants;
  private final ConversationSettings settings;
  private final Participant first;
  private final Participant second;
  private final Tail tail;
  private final Reads reads;

  Deliveries(
      ConversationId id,
      String log,
      Participants participants,
      ConversationSettings settings,
      Participant first,
      Participant second,
      long version,
      Reads reads) {
    this.id = id;
    this.log = log;
    this.participants = participants;
    this.settings = settings;
    this.first = first;
    this.second = second;
    this.tail = new Tail(settings, version);
    this.reads = reads;
    var now = System.nanoTime();
    first.behindSinceNanos = now;
    second.behindSinceNanos = now;
  }

  Participant other(Participant participant) {
    return participant == first ? second : first;
  }

  String log() {
    return log;
  }

  long version() {
    return tail.version();
  }

  void append(ConversationEntry entry, Participant sender, long nowNanos) {
    for (var participant : List.of(first, second)) {
      if (participant.settledUpTo() >= tail.version()) {
        participant.behindSinceNanos = nowNanos;
      }
    }
    tail.add(new Tail.Slot(entry, sender, other(sender), nowNanos));
  }

  /** Tells everybody whatever may be told by now. */
  void pump(long nowNanos) {
    // the second may free what waits at the first, and the first what waits at the second
    var told = pump(first, nowNanos);
    if (first != second) {
      told |= pump(second, nowNanos);
      if (told) {
        pump(first, nowNanos);
      }
    }
    tail.trim();
  }

  private boolean pump(Participant participant, long nowNanos) {
    var told = false;
    while (!participant.reading && (isLive(participant) || catchUp(participant))) {
      var entries = collect(participant);
      if (entries.isEmpty()) {
        return told;
      }
      told = true;
      tell(participant, entries, nowNanos);
    }
    return told;
  }

  private boolean isLive(Participant participant) {
    return participant.position >= tail.begin();
  }

  /** Gets to the tail, at once or by reading; false when it must wait. */
  private boolean catchUp(Participant participant) {
    var next = participant.sentUpTo + 1;
    var firstInTail = tail.firstVersion();
    if (next >= firstInTail) {
      participant.position = tail.begin();
      return true;
    }
    if (participant.sentUpTo - participant.confirmed < settings.unconfirmedMax()) {
      participant.reading = true;
      reads.read(participant, next, Math.min(firstInTail, next + settings.batchEventsMax()) - 1);
    }
    return false;
  }

  private List<ConversationEntry> collect(Participant participant) {
    var entries = new ArrayList<ConversationEntry>();
    var bytes = 0;
    while (participant.position < tail.end()
        && entries.size() < settings.batchEventsMax()
        && bytes < BATCH_BYTES_MAX) {
      var slot = tail.at(participant.position);
      if (!isBehind(participant, slot)) {
        if (!mayHave(participant, slot)) {
          break;
        }
        if (slot.entry.isStored()) {
          participant.sentUpTo = slot.entry.version();
        } else {
          slot.pass(participant);
        }
        bytes += slot.entry.xml().length;
        entries.add(slot.entry);
      }
      participant.position++;
    }
    return entries;
  }

  private static boolean isBehind(Participant participant, Tail.Slot slot) {
    return slot.entry.isStored()
        ? slot.entry.version() <= participant.sentUpTo
        : slot.passedTo(participant);
  }

  private boolean mayHave(Participant participant, Tail.Slot slot) {
    var entry = slot.entry;
    if (!entry.isStored()) {
      return participant == slot.recipient || slot.passedTo(slot.recipient);
    }
    return entry.version() - participant.confirmed <= settings.unconfirmedMax()
        && (participant == slot.recipient || entry.version() <= slot.recipient.settledUpTo());
  }

  /** What was read for a participant; it gets what it may have of it. */
  void arrived(Participant participant, List<ConversationEntry> entries, long nowNanos) {
    participant.reading = false;
    var mayHave = new ArrayList<ConversationEntry>(entries.size());
    for (var entry : entries) {
      var isSender = isSender(participant, entry);
      if (entry.version() != participant.sentUpTo + 1
          || (isSender && entry.version() > other(participant).settledUpTo())) {
        break;
      }
      participant.sentUpTo = entry.version();
      mayHave.add(entry);
    }
    if (!mayHave.isEmpty()) {
      participant.repeatedUpTo = Math.max(participant.repeatedUpTo, participant.sentUpTo);
      tell(participant, mayHave, nowNanos);
      pump(nowNanos);
    }
  }

  private boolean isSender(Participant participant, ConversationEntry entry) {
    if (participant.room || other(participant).room) {
      return participant.room;
    }
    return entry.from().bare().equals(participant.account) && first != second;
  }

  private void tell(Participant participant, List<ConversationEntry> entries, long nowNanos) {
    if (participant.repeatAfterNanos == 0) {
      participant.repeatAfterNanos = settings.repeatAfter().toNanos();
      participant.repeatAtNanos = nowNanos + participant.repeatAfterNanos;
    }
    var repeated = false;
    for (var entry : entries) {
      repeated |= entry.isStored() && entry.version() <= participant.repeatedUpTo;
    }
    if (participant.elsewhere) {
      participants.pass(
          participant.account, new Participants.Passing(id, participant.confirmed, entries));
      return;
    }
    participants.deliver(
        participant.account,
        new Participants.Batch(
            id, log, participant.incarnation, participant.epoch, repeated, entries));
  }

  void indexed(Participant participant, long upToVersion, long nowNanos) {
    var upTo = Math.min(upToVersion, tail.version());
    if (upTo > participant.confirmed) {
      participant.confirmed = upTo;
      participant.sentUpTo = Math.max(participant.sentUpTo, upTo);
      participant.behindSinceNanos = nowNanos;
      participant.repeatAfterNanos =
          participant.sentUpTo > upTo ? settings.repeatAfter().toNanos() : 0;
      participant.repeatAtNanos = nowNanos + participant.repeatAfterNanos;
      tail.trim();
      pump(nowNanos);
    }
  }

  /** Tells a participant again what it did not confirm in time. */
  void repeatOverdue(Participant participant, long nowNanos) {
    if (participant.sentUpTo > participant.confirmed
        && !participant.reading
        && nowNanos - participant.repeatAtNanos >= 0) {
      participant.repeatAfterNanos =
          Math.min(
              Math.max(2 * participant.repeatAfterNanos, settings.repeatAfter().toNanos()),
              settings.repeatAfterMax().toNanos());
      participant.repeatAtNanos = nowNanos + participant.repeatAfterNanos;
      participant.rewindTo(participant.confirmed + 1);
    }
  }

  void giveUpPassing(long nowNanos) {
    tail.giveUpPassing(nowNanos - settings.noteAfter().toNanos());
  }

  /** Whether its index is missing for so long that a note should stand for it. */
  boolean needsNote(Participant participant, long nowNanos) {
    return isBehind(participant)
        && !participant.elsewhere // it has one since before
        && !participant.noting
        && participant.noted < tail.version()
        && nowNanos - participant.behindSinceNanos >= settings.noteAfter().toNanos();
  }

  boolean isBehind(Participant participant) {
    return participant.confirmed < tail.version();
  }

  boolean hasWork() {
    return isBehind(first) || isBehind(second) || !tail.isEmpty();
  }
}
