package im.balcony.persistence.event.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One {@link Position} a conversation, by the conversation's persistence id.
 *
 * <p>Immutable in two layers: a change copies only the small one of what changed lately.
 */
public final class Positions {
  public static final Positions NONE = new Positions(Map.of(), Map.of());
  private static final int LATELY_MAX = 32;

  private final Map<String, Position> settled;
  private final Map<String, Position> lately;

  private Positions(Map<String, Position> settled, Map<String, Position> lately) {
    this.settled = settled;
    this.lately = lately;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Positions of(Map<String, Position> positions) {
    return new Positions(Map.copyOf(positions), Map.of());
  }

  public @Nullable Position get(String conversation) {
    var position = lately.get(conversation);
    return position != null ? position : settled.get(conversation);
  }

  /** Highest indexed version of this conversation, 0 when nothing of it is indexed. */
  public long versionOf(String conversation) {
    var position = get(conversation);
    return position == null ? 0 : position.version();
  }

  Positions with(String conversation, Position position) {
    var more = new HashMap<>(lately);
    more.put(conversation, position);
    if (more.size() <= LATELY_MAX) {
      return new Positions(settled, more);
    }
    var all = new HashMap<>(settled);
    all.putAll(more);
    return new Positions(all, Map.of());
  }

  /** All of them, by conversation; a copy. */
  @JsonValue
  public Map<String, Position> asMap() {
    var all = new TreeMap<>(settled);
    all.putAll(lately);
    return all;
  }
}
