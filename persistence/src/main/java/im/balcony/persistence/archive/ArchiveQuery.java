package im.balcony.persistence.archive;

import im.balcony.protocol.jid.Jid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an account's archive (XEP-0313 section 4.1).
 *
 * @param with only what was exchanged with this address; a full JID means that resource only
 * @param aboveId only items with greater ids; 0 for all
 * @param belowId only items with smaller ids; {@link Long#MAX_VALUE} for all
 * @param references ids that the query names and that must be in the archive
 * @param itemsMax of one page
 * @param direction from which end of the range the page is taken; items come oldest first in any
 *     case
 */
public record ArchiveQuery(
    @Nullable Jid with,
    long aboveId,
    long belowId,
    List<Long> references,
    int itemsMax,
    Direction direction) {

  public ArchiveQuery {
    if (itemsMax < 0) {
      throw new IllegalArgumentException("itemsMax is not negative");
    }
    references = List.copyOf(references);
  }
}
