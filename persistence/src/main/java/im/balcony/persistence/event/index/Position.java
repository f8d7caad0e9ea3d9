package im.balcony.persistence.event.index;

/**
 * How far the archive of an account goes in one conversation.
 *
 * @param peer the bare JID of the other side
 * @param version the highest version that is indexed
 * @param archiveId the archive id of that version
 */
public record Position(String peer, long version, long archiveId) {}
