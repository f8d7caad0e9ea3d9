package im.balcony.actors.feature;

import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.RoomHead;
import im.balcony.protocol.jid.Jid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a room stands that the account follows (ADR 14).
 *
 * @param head null when it follows the room no more
 */
public record RoomHearing(Jid room, @Nullable RoomHead head) implements OwnerDecision {

  @Override
  public IndexEvent event(long stamp, Instant at) {
    return new IndexEvent.RoomHeard(stamp, room.toString(), head, at);
  }
}
