package im.balcony.protocol.jid;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Brings each part of an address into its one normal form (RFC 7622 sections 3.2 to 3.4).
 *
 * <p>ASCII, nearly everything there is, never reaches the PRECIS library.
 */
final class JidParts {
  static final int PART_BYTES_MAX = 1023;
  private static final int CACHE_ENTRIES_MAX = 4096;
  private static final String LOCAL_FORBIDDEN = "\"&'/:<>@";

  private static final Map<String, String> LOCALS = boundedCache();
  private static final Map<String, String> DOMAINS = boundedCache();
  private static final Map<String, String> RESOURCES = boundedCache();

  private JidParts() {}

  static String local(String raw) {
    boolean lower = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= 0x7F) {
        return cached(LOCALS, raw, JidParts::preparedLocal);
      }
      if (c <= ' ' || LOCAL_FORBIDDEN.indexOf(c) >= 0) {
        throw new InvalidJidException("localpart has a forbidden character");
      }
      lower |= c >= 'A' && c <= 'Z';
    }
    return sized("localpart", lower ? raw.toLowerCase(Locale.ROOT) : raw);
  }

  static String resource(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= 0x7F) {
        return cached(RESOURCES, raw, JidParts::preparedResource);
      }
      if (c < ' ') {
        throw new InvalidJidException("resourcepart has a control character");
      }
    }
    return sized("resourcepart", raw);
  }

  static String domain(String raw) {
    String name = raw.endsWith(".") ? raw.substring(0, raw.length() - 1) : raw;
    boolean ascii = true;
    boolean lower = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      ascii &= c < 0x7F;
      lower |= c >= 'A' && c <= 'Z';
    }
    if (!ascii) {
      return cached(DOMAINS, name, JidParts::preparedDomain);
    }
    String folded = lower ? name.toLowerCase(Locale.ROOT) : name;
    if (folded.contains("xn--")) {
      return cached(DOMAINS, folded, JidParts::preparedDomain);
    }
    checkDomain(folded);
    return sized("domainpart", folded);
  }

  private static String preparedLocal(String raw) {
    String prepared = enforced("localpart", raw, PrecisProfiles.USERNAME_CASE_MAPPED::enforce);
    for (int i = 0; i < prepared.length(); i++) {
      if (prepared.charAt(i) <= ' ' || LOCAL_FORBIDDEN.indexOf(prepared.charAt(i)) >= 0) {
        throw new InvalidJidException("localpart has a forbidden character");
      }
    }
    return sized("localpart", prepared);
  }

  private static String preparedResource(String raw) {
    return sized(
        "resourcepart", enforced("resourcepart", raw, PrecisProfiles.OPAQUE_STRING::enforce));
  }

  private static String preparedDomain(String raw) {
    String unicode = enforced("domainpart", IDN.toUnicode(raw), PrecisProfiles.IDN::enforce);
    checkDomain(unicode);
    return sized("domainpart", unicode);
  }

  private static String enforced(String part, String raw, UnaryOperator<String> profile) {
    try {
      return profile.apply(raw);
    } catch (IllegalArgumentException e) {
      throw new InvalidJidException(part + " is not allowed: " + e.getMessage());
    }
  }

  private static void checkDomain(String domain) {
    if (domain.isEmpty()) {
      throw new InvalidJidException("domainpart is empty");
    }
    if (domain.charAt(0) == '[') {
      if (domain.charAt(domain.length() - 1) != ']' || domain.indexOf(':') < 0) {
        throw new InvalidJidException("domainpart is no IP literal");
      }
      return;
    }
    for (int i = 0; i < domain.length(); i++) {
      char c = domain.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
      boolean dot = c == '.' && i > 0 && domain.charAt(i - 1) != '.' && i < domain.length() - 1;
      if (!letter && !dot && c != '-' && c != '_') {
        throw new InvalidJidException("domainpart has a forbidden character");
      }
    }
  }

  private static String sized(String part, String prepared) {
    int bytes =
        prepared.length() * 3 <= PART_BYTES_MAX
            ? prepared.length()
            : prepared.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > PART_BYTES_MAX) {
      throw new InvalidJidException(part + " must have 1 to " + PART_BYTES_MAX + " bytes");
    }
    return prepared;
  }

  private static String cached(Map<String, String> cache, String raw, UnaryOperator<String> how) {
    if (raw.length() > PART_BYTES_MAX) {
      throw new InvalidJidException("a part may have " + PART_BYTES_MAX + " bytes");
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
