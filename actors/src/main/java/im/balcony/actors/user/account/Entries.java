package im.balcony.actors.user.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small immutable maps with one entry more or less; empty ones cost nothing. */
final class Entries {
  private Entries() {}

  static <K, V> Map<K, V> with(Map<K, V> entries, K key, V value) {
    var next = new LinkedHashMap<>(entries);
    next.put(key, value);
    return Collections.unmodifiableMap(next);
  }

  static <K, V> Map<K, V> without(Map<K, V> entries, K key) {
    if (!entries.containsKey(key)) {
      return entries;
    }
    var next = new LinkedHashMap<>(entries);
    next.remove(key);
    return next.isEmpty() ? Map.of() : Collections.unmodifiableMap(next);
  }
}
