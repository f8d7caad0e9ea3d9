package im.balcony.persistence.archive;

/** Which end of a range comes first; a limit cuts off the other. */
public enum Direction {
  OLDEST_FIRST,
  NEWEST_FIRST
}
