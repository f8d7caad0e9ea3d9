package im.balcony.actors.port.tracing;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Stanza;

/**
 * What a message is known by wherever it passes: a hash of its sender's full JID and its id (RFC
 * 6120 8.1.3), which are the same in all its forms. A message without an id has no key; one of
 * which either is escaped in XML has another in bytes, and is not found again.
 */
public final class MessageKey {
  /** Of what has none. */
  public static final long NONE = 0;

  private static final long BASIS = 0xcbf29ce484222325L; // FNV-1a, 64 bits
  private static final long PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 0x1f;
  private static final int BYTE = 0xff;

  private MessageKey() {}

  /** Of a stanza that this client has sent; {@link #NONE} of all but messages. */
  public static long of(Stanza stanza, Jid from) {
    var id = stanza.id();
    return id == null || !(stanza instanceof Message)
        ? NONE
        : known(hash(hash(BASIS, from.toString()), id));
  }

  /** Of a stanza as it stands on a wire; only its first tag is looked at. */
  public static long of(byte[] xml) {
    var from = begin(xml, "from");
    var id = begin(xml, "id");
    return from < 0 || id < 0 || !isMessage(xml)
        ? NONE
        : known(hash(hash(BASIS, xml, from), xml, id));
  }

  private static long known(long hash) {
    return hash == NONE ? 1 : hash;
  }

  private static long hash(long basis, String text) {
    var hash = basis;
    for (int at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * PRIME;
    }
    return (hash ^ SEPARATOR) * PRIME;
  }

  private static long hash(long basis, byte[] xml, int begin) {
    var hash = basis;
    for (int at = begin, end = end(xml, begin); at < end; at++) {
      hash = (hash ^ (xml[at] & BYTE)) * PRIME;
    }
    return (hash ^ SEPARATOR) * PRIME;
  }

  private static boolean isMessage(byte[] xml) {
    return startsWith(xml, 0, "<message");
  }

  private static boolean startsWith(byte[] xml, int first, String text) {
    if (xml.length < first + text.length()) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      if (xml[first + at] != text.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /** Where the value of an attribute begins; -1 without it. Nothing is looked for in values. */
  private static int begin(byte[] xml, String name) {
    var at = 0;
    while (at < xml.length && xml[at] != '>') {
      if (xml[at] == '\'' || xml[at] == '"') {
        var first = at - 1 - name.length();
        if (first > 0
            && xml[at - 1] == '='
            && xml[first - 1] == ' '
            && startsWith(xml, first, name)) {
          return at + 1;
        }
        at = end(xml, at + 1);
      }
      at++;
    }
    return -1;
  }

  /** Where a value ends that begins behind its quote. */
  private static int end(byte[] xml, int begin) {
    var at = begin;
    while (at < xml.length && xml[at] != xml[begin - 1]) {
      at++;
    }
    return at;
  }
}
