package im.balcony.protocol.xep.bosh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The key sequence of one session (XEP-0124 15): each request shows what hashes to the key of the
 * one before it. A session that began without a key needs none until one is given.
 */
public final class BoshKeys {
  private @Nullable String last;

  /** Begins with the new key of the first request, if it had one. */
  public BoshKeys(@Nullable String newKey) {
    this.last = newKey;
  }

  /** Whether the next request, in the order of ids, is its author's (15.4, 15.5). */
  public boolean accept(@Nullable String key, @Nullable String newKey) {
    if (last != null && (key == null || !sha1(key).equals(last.strip().toLowerCase(Locale.ROOT)))) {
      return false;
    }
    if (newKey != null || last != null) {
      last = newKey != null ? newKey : key;
    }
    return true;
  }

  static String sha1(String text) {
    try {
      // The protocol's own choice; the keys protect against nobody who can alter requests.
      var digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
