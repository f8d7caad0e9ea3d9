package im.balcony.actors.session;

import im.balcony.actors.port.tracing.MessageKey;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the last messages of this node's clients were read, so that whoever writes one to a client
 * of the same node knows how long it took. A message is known by its {@link MessageKey}; one
 * without, one changed on its way, and one overtaken by too many others is not timed. Of fixed
 * size; from any thread; a race loses a time, nothing else.
 */
public final class ReadTimes {
  /** For a node that counts nothing. */
  public static final ReadTimes NONE = new ReadTimes(0);

  static final long UNKNOWN = 0;
  private static final int WORDS = 2;

  private final AtomicLongArray slots;
  private final int mask;

  /**
   * @param messagesMax how many are remembered at most, a power of two, or 0 for none
   */
  public ReadTimes(int messagesMax) {
    if (Integer.bitCount(messagesMax) > 1) {
      throw new IllegalArgumentException(messagesMax + " is no power of two");
    }
    this.slots = new AtomicLongArray(messagesMax * WORDS);
    this.mask = messagesMax - 1;
  }

  /**
   * A client's message was read.
   *
   * @param from the client's full JID
   * @param nanos of the node's clock, not 0
   */
  void read(Stanza stanza, Jid from, long nanos) {
    if (slots.length() > 0) {
      put(MessageKey.of(stanza, from), nanos);
    }
  }

  /** This happened at that time to the message of this key; nothing to one without. */
  void put(long key, long nanos) {
    if (slots.length() == 0 || key == MessageKey.NONE) {
      return;
    }
    var slot = ((int) key & mask) * WORDS;
    slots.set(slot, UNKNOWN);
    slots.set(slot + 1, nanos);
    slots.set(slot, key);
  }

  /**
   * When this message was read; once, and {@link #UNKNOWN} for what was not read here.
   *
   * @param xml as it is written to a client
   */
  long take(byte[] xml) {
    return slots.length() == 0 ? UNKNOWN : take(MessageKey.of(xml));
  }

  /** When it happened to the message of this key; once. */
  long take(long key) {
    if (slots.length() == 0 || key == MessageKey.NONE) {
      return UNKNOWN;
    }
    var slot = ((int) key & mask) * WORDS;
    var nanos = slots.get(slot + 1);
    return slots.compareAndSet(slot, key, UNKNOWN) ? nanos : UNKNOWN;
  }
}
