package im.balcony.actors.feature;

import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.protocol.jid.Jid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account decides about one of its conversations; null and 0 are no news.
 *
 * @param type see ConversationType
 * @param box see RowSettings, as the next three
 * @param readTheirs the number of the peer's content up to which the owner has read
 * @param readId the archive id of the message up to which the owner has read
 */
public record RowDecision(
    Jid peer,
    String type,
    @Nullable String box,
    @Nullable Long pinned,
    @Nullable Long mutedUntil,
    @Nullable Boolean markedUnread,
    long readTheirs,
    long readId)
    implements OwnerDecision {

  @Override
  public IndexEvent event(long stamp, Instant at) {
    return new IndexEvent.RowSet(
        stamp,
        peer.toString(),
        type,
        box,
        pinned,
        mutedUntil,
        markedUnread,
        readTheirs,
        readId,
        at);
  }

  public static RowDecision about(Jid peer, String type) {
    return new RowDecision(peer, type, null, null, null, null, 0, 0);
  }

  public RowDecision box(String to) {
    return new RowDecision(peer, type, to, pinned, mutedUntil, markedUnread, readTheirs, readId);
  }

  public RowDecision pinned(long order) {
    return new RowDecision(peer, type, box, order, mutedUntil, markedUnread, readTheirs, readId);
  }

  public RowDecision mutedUntil(long second) {
    return new RowDecision(peer, type, box, pinned, second, markedUnread, readTheirs, readId);
  }

  public RowDecision markedUnread(boolean marked) {
    return new RowDecision(peer, type, box, pinned, mutedUntil, marked, readTheirs, readId);
  }

  /** Everything up to this content was read; it is not marked any more. */
  public RowDecision readUpTo(long theirs, long archiveId) {
    return new RowDecision(peer, type, box, pinned, mutedUntil, false, theirs, archiveId);
  }
}
