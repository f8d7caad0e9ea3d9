package im.balcony.actors.session;

import org.jspecify.annotations.Nullable;

/**
 * How a session came to be, as far as its User cares.
 *
 * @param userAgentId of the client's installation (XEP-0388 section 2.3), null when it gave none
 * @param isSynchronizing whether it was bound by XEP-0386: it is told where the archive ends, and
 *     synchronises from there on instead of being sent what had waited
 */
public record SessionOrigin(@Nullable String userAgentId, boolean isSynchronizing) {
  public static final SessionOrigin PLAIN = new SessionOrigin(null, false);

  /** The session goes on: it was told already. */
  SessionOrigin begun() {
    return new SessionOrigin(userAgentId, false);
  }

  /** Whether both are of one installation of a client. */
  public boolean isSameClient(SessionOrigin other) {
    return userAgentId != null && userAgentId.equals(other.userAgentId);
  }
}
