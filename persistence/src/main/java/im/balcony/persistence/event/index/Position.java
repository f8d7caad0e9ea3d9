package im.balcony.persistence.event.index;

import java.util.HashMap;
import java.util.Map;

/**
 * How far the archive of an account goes in one conversation.
 *
 * @param peer the bare JID of the other side
 * @param version the highest version that is indexed
 * @param archiveId the archive id of that version
 * @param cleared by the type of conversation: up to this version the owner took everything out
 */
public record Position(String peer, long version, long archiveId, Map<String, Long> cleared) {

  /** Snapshots that were written before anything could be taken out have none. */
  @SuppressWarnings("NullAway") // null on disk only
  public Position {
    cleared = cleared == null ? Map.of() : Map.copyOf(cleared);
  }

  public Position(String peer, long version, long archiveId) {
    this(peer, version, archiveId, Map.of());
  }

  Position at(long nextVersion, long nextId) {
    return new Position(peer, nextVersion, nextId, cleared);
  }

  Position cleared(String type) {
    var more = new HashMap<>(cleared);
    more.put(type, version);
    return new Position(peer, version, archiveId, more);
  }
}
