package im.balcony.protocol.xml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One text for each of the few names and namespaces that every stanza repeats.
 *
 * <p>A newcomer displaces what stands in its slot, so it is bounded without bookkeeping. Threads
 * race without harm: a slot holds an immutable text or nothing.
 */
final class NameCache {
  static final int CACHED_CHARS_MAX = 64;
  private static final int SLOTS = 2048;
  private static final @Nullable String[] CACHED = new String[SLOTS];

  private NameCache() {}

  /** The text of ASCII bytes. */
  static String ascii(byte[] in, int from, int to) {
    int length = to - from;
    if (length > CACHED_CHARS_MAX) {
      return new String(in, from, length, StandardCharsets.ISO_8859_1);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + in[i];
    }
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    String cached = CACHED[slot];
    if (cached != null && cached.length() == length && matches(cached, in, from)) {
      return cached;
    }
    String text = new String(in, from, length, StandardCharsets.ISO_8859_1);
    CACHED[slot] = text;
    return text;
  }

  private static boolean matches(String text, byte[] in, int from) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != in[from + i]) {
        return false;
      }
    }
    return true;
  }
}
