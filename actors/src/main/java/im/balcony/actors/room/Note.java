package im.balcony.actors.room;

import im.balcony.protocol.xep.muc.MucItem;
import org.jspecify.annotations.Nullable;

/**
 * What is told beside a change of somebody's role or affiliation (XEP-0045 section 8.2).
 *
 * @param actor nickname of who made it; null when it is not in the room
 * @param reason for people
 */
record Note(@Nullable String actor, @Nullable String reason) {
  static final Note NONE = new Note(null, null);

  MucItem on(MucItem item) {
    return item.withActor(actor).withReason(reason);
  }
}
