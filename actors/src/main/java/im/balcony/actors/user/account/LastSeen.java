package im.balcony.actors.user.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the account was last there (XEP-0012 section 4).
 *
 * @param at when its last resource went, null while that never happened
 * @param archiveId some client was shown the archive up to this id (XEP-0160)
 */
public record LastSeen(@Nullable Instant at, @Nullable String status, long archiveId) {
  public static final LastSeen NEVER = new LastSeen(null, null, 0);

  LastSeen withSeen(long archiveId) {
    return new LastSeen(at, status, Math.max(archiveId, this.archiveId));
  }
}
