package im.balcony.persistence.event.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One {@link Position} a conversation, by the conversation's persistence id. */
public final class Positions {
  public static final Positions NONE = of(Map.of());

  private final Layered<Position> positions;

  private Positions(Layered<Position> positions) {
    this.positions = positions;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Positions of(Map<String, Position> positions) {
    return new Positions(Layered.of(positions));
  }

  public @Nullable Position get(String conversation) {
    return positions.get(conversation);
  }

  /** Highest indexed version of this conversation, 0 when nothing of it is indexed. */
  public long versionOf(String conversation) {
    var position = get(conversation);
    return position == null ? 0 : position.version();
  }

  /** Up to which version the owner took everything of this type out of the archive, 0 for none. */
  public long clearedUpTo(String conversation, String type) {
    var position = get(conversation);
    return position == null ? 0 : position.cleared().getOrDefault(type, 0L);
  }

  Positions with(IndexEvent.Indexed entry) {
    var known = get(entry.conversation());
    return with(
        entry.conversation(),
        known == null
            ? new Position(entry.peer(), entry.version(), entry.archiveId())
            : known.at(entry.version(), entry.archiveId()));
  }

  /** What is there by now goes. */
  Positions cleared(String conversation, String type) {
    var known = get(conversation);
    return known == null ? this : with(conversation, known.cleared(type));
  }

  Positions with(String conversation, Position position) {
    return new Positions(positions.with(conversation, position));
  }

  /** All of them, by conversation; a copy. */
  @JsonValue
  public Map<String, Position> asMap() {
    return positions.asMap();
  }
}
