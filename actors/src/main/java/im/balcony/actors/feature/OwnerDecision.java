package im.balcony.actors.feature;

import im.balcony.persistence.event.index.IndexEvent;
import java.time.Instant;

/** What an account decides about its archive that no message says. */
public sealed interface OwnerDecision
    permits RowDecision, MessageRemoval, ConversationClearing, BookmarkFollowing, RoomHearing {

  /**
   * The fact that it becomes.
   *
   * @param stamp the account's, of this change
   */
  IndexEvent event(long stamp, Instant at);
}
