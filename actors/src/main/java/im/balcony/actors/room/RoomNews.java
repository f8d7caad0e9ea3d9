package im.balcony.actors.room;

import im.balcony.persistence.event.index.RoomHead;
import org.jspecify.annotations.Nullable;

/**
 * What a room tells an account that follows it, or wanted to.
 *
 * @param incarnation which life of the account is meant; null when the room does not know
 * @param ask the number of the question that this answers; 0 for none
 * @param ticket names it in the account's answer ({@code RoomCommand.HeadTaken}); 0 for no answer
 * @param head null when the account does not follow the room, or no more
 */
public record RoomNews(
    @Nullable String incarnation, long ask, long ticket, @Nullable RoomHead head) {
  /** The answer of a room that is not there. */
  static RoomNews none(long ask) {
    return new RoomNews(null, ask, 0, null);
  }
}
