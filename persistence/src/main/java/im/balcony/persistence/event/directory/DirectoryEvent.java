package im.balcony.persistence.event.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms of one service are listed for everybody (XEP-0045 section 6.3). On disk for ever: see
 * EventManifests before changing.
 */
public sealed interface DirectoryEvent {
  <S> S fold(Fold<S> fold);

  /**
   * A room is listed, or told otherwise.
   *
   * @param room bare JID
   * @param incarnation its life: a later room of the same name replaces it
   * @param title for people; may be empty
   * @param about null in lists of before it was told
   */
  record RoomListed(
      String room, String incarnation, String title, @Nullable RoomAbout about, Instant at)
      implements DirectoryEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** A room is not listed any more. */
  record RoomUnlisted(String room, Instant at) implements DirectoryEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Stands for an event whose data key was destroyed, never written. */
  record Erased() implements DirectoryEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(RoomListed event);

    S on(RoomUnlisted event);

    S on(Erased event);
  }
}
