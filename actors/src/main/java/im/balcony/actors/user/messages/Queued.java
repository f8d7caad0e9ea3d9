package im.balcony.actors.user.messages;

/** What waits for its place in the archive index. */
sealed interface Queued permits Arrival, Decision {

  /** The final id, 0 for what is not stored. */
  long archiveId();

  default boolean isStored() {
    return archiveId() > 0;
  }
}
