package im.balcony.actors.session;

import im.balcony.protocol.xep.sm.StreamManagement;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of its session from the start (XEP-0386 section 3.2).
 *
 * @param origin how it logged in, for the session's User
 * @param carbons copies of the other clients' messages (XEP-0280)
 * @param enable Stream Management (XEP-0198), null for no
 * @param inactive nobody looks at the screen (XEP-0352)
 */
public record SessionWishes(
    SessionOrigin origin,
    boolean carbons,
    StreamManagement.@Nullable Enable enable,
    boolean inactive) {

  /** A session bound by RFC 6120 section 7 asks for everything later. */
  public static final SessionWishes NONE =
      new SessionWishes(SessionOrigin.PLAIN, false, null, false);

  SessionMemory memory() {
    var memory = SessionMemory.NONE.withCarbons(carbons);
    return origin.isSynchronizing() ? memory.withArchiveUsed() : memory;
  }
}
