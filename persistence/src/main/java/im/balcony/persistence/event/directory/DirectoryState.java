package im.balcony.persistence.event.directory;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one service that are listed.
 *
 * @param rooms by bare JID
 */
public record DirectoryState(Map<String, Listed> rooms)
    implements DirectoryEvent.Fold<DirectoryState> {
  /** A listed room; the components are those of {@link DirectoryEvent.RoomListed}. */
  public record Listed(String incarnation, String title, @Nullable RoomAbout about) {}

  public static final DirectoryState EMPTY = new DirectoryState(Map.of());

  public DirectoryState {
    rooms = Map.copyOf(rooms);
  }

  @Override
  public DirectoryState on(DirectoryEvent.RoomListed listed) {
    var more = new HashMap<>(rooms);
    more.put(listed.room(), new Listed(listed.incarnation(), listed.title(), listed.about()));
    return new DirectoryState(more);
  }

  @Override
  public DirectoryState on(DirectoryEvent.RoomUnlisted unlisted) {
    var less = new HashMap<>(rooms);
    less.remove(unlisted.room());
    return new DirectoryState(less);
  }

  @Override
  public DirectoryState on(DirectoryEvent.Erased erased) {
    return this;
  }
}
