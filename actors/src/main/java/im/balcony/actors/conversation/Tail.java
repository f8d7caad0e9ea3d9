package im.balcony.actors.conversation;

import java.util.ArrayList;

/**
 * The newest entries of a conversation, stored and passing ones in their order, so that
 * participants are told without reading the journal. Bounded; it may lose its begin at any time.
 */
final class Tail {

  /** One entry and who sent it; passing ones remember who got them. */
  static final class Slot {
    final ConversationEntry entry;
    final Participant sender;
    final Participant recipient;
    final long atNanos;
    private boolean passedToSender;
    private boolean passedToRecipient;

    Slot(ConversationEntry entry, Participant sender, Participant recipient, long atNanos) {
      this.entry = entry;
      this.sender = sender;
      this.recipient = recipient;
      this.atNanos = atNanos;
    }

    boolean passedTo(Participant participant) {
      return participant == recipient ? passedToRecipient : passedToSender;
    }

    void pass(Participant participant) {
      if (participant == recipient) {
        passedToRecipient = true;
      }
      if (participant == sender) {
        passedToSender = true;
      }
    }

    private boolean isDone() {
      return entry.isStored()
          ? entry.version() <= sender.confirmed && entry.version() <= recipient.confirmed
          : passedToRecipient && passedToSender;
    }
  }

  private final int entriesMax;
  private final int bytesMax;
  private final ArrayList<Slot> slots = new ArrayList<>();
  private long begin;
  private long version;
  private int bytes;

  Tail(ConversationSettings settings, long version) {
    this.entriesMax = settings.tailEntriesMax();
    this.bytesMax = settings.tailBytesMax();
    this.version = version;
  }

  /** The version of the last stored entry, here or in the journal. */
  long version() {
    return version;
  }

  /** Position of the first slot. */
  long begin() {
    return begin;
  }

  /** Position after the last slot. */
  long end() {
    return begin + slots.size();
  }

  Slot at(long position) {
    return slots.get((int) (position - begin));
  }

  /** The lowest version that need not be read from the journal. */
  long firstVersion() {
    for (var slot : slots) {
      if (slot.entry.isStored()) {
        return slot.entry.version();
      }
    }
    return version + 1;
  }

  void add(Slot slot) {
    slots.add(slot);
    bytes += slot.entry.xml().length;
    if (slot.entry.isStored()) {
      version = slot.entry.version();
    }
  }

  /** Forgets what all have confirmed, and more when there is too much. */
  void trim() {
    var dropped = 0;
    while (dropped < slots.size()
        && (slots.get(dropped).isDone()
            || slots.size() - dropped > entriesMax
            || bytes > bytesMax)) {
      bytes -= slots.get(dropped).entry.xml().length;
      dropped++;
    }
    if (dropped > 0) {
      slots.subList(0, dropped).clear();
      begin += dropped;
    }
  }

  /** Whether a passing entry still waits for somebody. */
  boolean isEmpty() {
    return slots.isEmpty();
  }

  /** Passing entries older than this no longer wait for their recipient. */
  void giveUpPassing(long beforeNanos) {
    for (var slot : slots) {
      if (!slot.entry.isStored() && slot.atNanos - beforeNanos < 0) {
        slot.pass(slot.recipient);
      }
    }
  }
}
