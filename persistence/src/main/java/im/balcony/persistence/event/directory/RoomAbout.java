package im.balcony.persistence.event.directory;

/**
 * What somebody who looks for rooms is told beside the name.
 *
 * @param description for people; may be empty
 * @param open whether anybody may enter as he is, without a password
 * @param nonAnonymous whether everybody who is in sees real addresses
 */
public record RoomAbout(String description, boolean open, boolean nonAnonymous) {}
