package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Stanza;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the last messages of this node's clients were read, so that whoever writes one to a client
 * of the same node knows how long it took. A message is known by its sender and its id (RFC 6120
 * 8.1.3); one without an id, one changed on its way, and one overtaken by too many others is not
 * timed. Of fixed size; from any thread; a race loses a time, nothing else.
 */
public final class ReadTimes {
  /** For a node that counts nothing. */
  public static final ReadTimes NONE = new ReadTimes(0);

  static final long UNKNOWN = 0;
  private static final long BASIS = 0xcbf29ce484222325L; // FNV-1a, 64 bits
  private static final long PRIME = 0x100000001b3L;
  private static final int WORDS = 2;
  private static final int SEPARATOR = 0x1f;

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
    var id = stanza.id();
    if (slots.length() == 0 || id == null || !(stanza instanceof Message)) {
      return;
    }
    var key = hash(hash(BASIS, from.toString()), id);
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
    if (slots.length() == 0) {
      return UNKNOWN;
    }
    var from = new Value(xml, "from");
    var id = new Value(xml, "id");
    if (from.isAbsent() || id.isAbsent()) {
      return UNKNOWN;
    }
    var key = id.hash(from.hash(BASIS));
    var slot = ((int) key & mask) * WORDS;
    var nanos = slots.get(slot + 1);
    return slots.compareAndSet(slot, key, UNKNOWN) ? nanos : UNKNOWN;
  }

  private static long hash(long basis, String text) {
    var hash = basis;
    for (int at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * PRIME;
    }
    return (hash ^ SEPARATOR) * PRIME;
  }

  /** Where the value of an attribute stands in the first tag. What is escaped is not undone. */
  private record Value(byte[] xml, int begin, int end) {
    Value(byte[] xml, String name) {
      this(xml, beginOf(xml, name));
    }

    private Value(byte[] xml, int begin) {
      this(xml, begin, begin < 0 ? -1 : endOf(xml, begin));
    }

    boolean isAbsent() {
      return begin < 0;
    }

    long hash(long basis) {
      var hash = basis;
      for (int at = begin; at < end; at++) {
        hash = (hash ^ (xml[at] & 0xff)) * PRIME;
      }
      return (hash ^ SEPARATOR) * PRIME;
    }

    private static int endOf(byte[] xml, int begin) {
      var at = begin;
      while (at < xml.length && xml[at] != xml[begin - 1]) {
        at++;
      }
      return at;
    }

    /** Behind its quote; inside of the values of others nothing is looked for. */
    private static int beginOf(byte[] xml, String name) {
      var at = 0;
      while (at < xml.length && xml[at] != '>') {
        if (xml[at] == '\'' || xml[at] == '"') {
          if (isNamed(xml, at, name)) {
            return at + 1;
          }
          at = endOf(xml, at + 1);
        }
        at++;
      }
      return -1;
    }

    /** Whether white space, this name and an equals sign stand in front. */
    private static boolean isNamed(byte[] xml, int quote, String name) {
      var first = quote - 1 - name.length();
      if (first < 1 || xml[quote - 1] != '=' || xml[first - 1] != ' ') {
        return false;
      }
      for (int at = 0; at < name.length(); at++) {
        if (xml[first + at] != name.charAt(at)) {
          return false;
        }
      }
      return true;
    }
  }
}
