package im.balcony.edge.bosh;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The session that a body seems to be of, found before it is parsed: how much may be parsed depends
 * on it. The parsed body must say the same.
 */
final class SidPeek {
  private static final int BYTES_MAX = 2048;
  private static final Pattern SID =
      Pattern.compile("\\ssid\\s*=\\s*(?:'([\\w-]{1,64})'|\"([\\w-]{1,64})\")");

  private SidPeek() {}

  /** Null where the first tag names none. */
  static @Nullable String of(byte[] body) {
    var head = new String(body, 0, Math.min(body.length, BYTES_MAX), StandardCharsets.ISO_8859_1);
    var end = head.indexOf('>');
    var found = SID.matcher(end < 0 ? head : head.substring(0, end));
    if (!found.find()) {
      return null;
    }
    return found.group(1) != null ? found.group(1) : found.group(2);
  }
}
