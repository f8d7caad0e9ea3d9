package im.balcony.persistence.archive;

/**
 * A message by its place.
 *
 * @param log the persistence id of its conversation
 * @param version of the conversation with this message
 */
public record MessagePlace(String log, long version) {}
