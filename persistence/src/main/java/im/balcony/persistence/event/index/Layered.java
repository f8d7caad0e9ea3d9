package im.balcony.persistence.event.index;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map for states that change with every event. Immutable in two layers: a change copies only the
 * small one of what changed lately.
 */
public final class Layered<V> {
  private static final int LATELY_MAX = 32;

  private final Map<String, V> settled;
  private final Map<String, V> lately;

  private Layered(Map<String, V> settled, Map<String, V> lately) {
    this.settled = settled;
    this.lately = lately;
  }

  public static <V> Layered<V> of(Map<String, V> values) {
    return new Layered<>(Map.copyOf(values), Map.of());
  }

  public @Nullable V get(String key) {
    var value = lately.get(key);
    return value != null ? value : settled.get(key);
  }

  public Layered<V> with(String key, V value) {
    var more = new HashMap<>(lately);
    more.put(key, value);
    if (more.size() <= LATELY_MAX) {
      return new Layered<>(settled, more);
    }
    var all = new HashMap<>(settled);
    all.putAll(more);
    return new Layered<>(all, Map.of());
  }

  public void forEach(BiConsumer<String, V> action) {
    lately.forEach(action);
    settled.forEach(
        (key, value) -> {
          if (!lately.containsKey(key)) {
            action.accept(key, value);
          }
        });
  }

  /** All of them, by key; a copy. */
  public Map<String, V> asMap() {
    var all = new TreeMap<>(settled);
    all.putAll(lately);
    return all;
  }
}
