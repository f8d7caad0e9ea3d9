package im.balcony.protocol.jid;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Brings each part of an address into its one normal form (RFC 7622 sections 3.2 to 3.4).
 *
 * <p>ASCII, nearly everything there is, never reaches the PRECIS library; the rest reaches it once.
 */
final class JidParts {
  static final int PART_BYTES_MAX = 1023;
  // Preparing costs time, so what cannot come out short enough is not prepared at all: only a
  // letter
  // with three accents of its own becomes fewer bytes than it had chars.
  private static final int RAW_CHARS_MAX = PART_BYTES_MAX;
  private static final int CACHE_ENTRIES_MAX = 4096;
  // Longer ones are nobody's name: they would only make the caches large.
  private static final int CACHED_CHARS_MAX = 64;
  private static final int ROUNDS_MAX = 3;
  private static final String LOCAL_FORBIDDEN = "\"&'/:<>@";

  private static final Map<String, String> LOCALS = boundedCache();
  private static final Map<String, String> DOMAINS = boundedCache();
  private static final Map<String, String> RESOURCES = boundedCache();

  private JidParts() {}

  static String local(String raw) {
    boolean upper = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= 0x7F) {
        return cached(LOCALS, raw, JidParts::preparedLocal);
      }
      upper |= c >= 'A' && c <= 'Z';
      checkLocal(c);
    }
    return sized(upper ? raw.toLowerCase(Locale.ROOT) : raw);
  }

  static String domain(String raw) {
    if (!JidDomain.isPlain(raw)) {
      return cached(DOMAINS, raw, name -> sized(JidDomain.prepare(name)));
    }
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return sized(raw.toLowerCase(Locale.ROOT));
      }
    }
    return sized(raw);
  }

  static String resource(String raw) {
    if (raw.startsWith(" ")) {
      throw new InvalidJidException("resourcepart begins with a space");
    }
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= 0x7F) {
        return cached(RESOURCES, raw, JidParts::preparedResource);
      }
      if (c < ' ') {
        throw new InvalidJidException("resourcepart has a control character");
      }
    }
    return sized(raw);
  }

  private static String preparedLocal(String raw) {
    String prepared = name("localpart", raw);
    for (int i = 0; i < prepared.length(); i++) {
      checkLocal(prepared.charAt(i));
    }
    return sized(prepared);
  }

  private static String preparedResource(String raw) {
    String prepared = stable("resourcepart", raw, PrecisProfiles.OPAQUE_STRING);
    if (prepared.startsWith(" ")) {
      throw new InvalidJidException("resourcepart begins with a space");
    }
    return sized(prepared);
  }

  /** A name in lower case, of letters and digits. */
  static String name(String part, String raw) {
    // The one letter that grows in lower case, which costs the JDK the square of their number.
    String lowered = raw.replace("\u0130", "i\u0307");
    return stable(part, lowered, PrecisProfiles.USERNAME_CASE_MAPPED);
  }

  /**
   * What the profile makes of a text again and again; a text that never comes to rest has no normal
   * form and is refused (RFC 8264 section 7).
   */
  private static String stable(String part, String raw, PrecisProfile profile) {
    try {
      String before = raw;
      for (int round = 0; round <= ROUNDS_MAX; round++) {
        String after = profile.enforce(before);
        if (after.equals(before)) {
          return after;
        }
        before = after;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidJidException(part + " is not allowed by PRECIS");
    }
    throw new InvalidJidException(part + " has no normal form");
  }

  private static void checkLocal(char c) {
    if (c <= ' ' || c == 0x7F || LOCAL_FORBIDDEN.indexOf(c) >= 0) {
      throw new InvalidJidException("localpart has a forbidden character");
    }
  }

  private static String sized(String prepared) {
    int bytes =
        prepared.length() * 3 <= PART_BYTES_MAX
            ? prepared.length()
            : prepared.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > PART_BYTES_MAX) {
      throw new InvalidJidException("a part of an address has 1 to " + PART_BYTES_MAX + " bytes");
    }
    return prepared;
  }

  private static String cached(Map<String, String> cache, String raw, UnaryOperator<String> how) {
    if (raw.length() > RAW_CHARS_MAX) {
      throw new InvalidJidException("a part of an address has 1 to " + PART_BYTES_MAX + " bytes");
    }
    if (raw.length() > CACHED_CHARS_MAX) {
      return how.apply(raw);
    }
    String known = cache.get(raw);
    if (known == null) {
      known = how.apply(raw);
      cache.put(raw, known);
    }
    return known;
  }

  private static Map<String, String> boundedCache() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > CACHE_ENTRIES_MAX;
          }
        });
  }
}
