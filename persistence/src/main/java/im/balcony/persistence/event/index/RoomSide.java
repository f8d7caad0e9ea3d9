package im.balcony.persistence.event.index;

/**
 * What a row knows beside others when its peer is a room.
 *
 * @param followed false when the account follows it no more; the row stays as it was
 * @param head what the room told last
 */
public record RoomSide(boolean followed, RoomHead head) {}
