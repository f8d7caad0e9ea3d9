package im.balcony.persistence.archive;

import java.util.List;

/** The answer to an {@link ArchiveQuery}. */
public sealed interface ArchiveAnswer {

  /**
   * @param items oldest first
   * @param complete whether nothing lies beyond the page in the query's direction
   */
  record Page(List<ArchiveItem> items, boolean complete) implements ArchiveAnswer {}

  /** The query names an id that is not in this archive: item-not-found (XEP-0313 section 4.2). */
  record UnknownId(long archiveId) implements ArchiveAnswer {}

  /** The filter lets so little through that the page would cost too much: resource-constraint. */
  record TooCostly() implements ArchiveAnswer {}
}
