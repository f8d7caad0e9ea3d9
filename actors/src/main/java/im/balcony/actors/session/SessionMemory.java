package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Presence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only the User's memory holds about a session. The session keeps the last one it was told and
 * brings it back when it registers with a new incarnation of its User; it never looks inside.
 *
 * @param carbons copies of other clients' messages are wanted (XEP-0280)
 * @param rosterRequested roster pushes are wanted (RFC 6121 2.2)
 * @param blockListRequested block list pushes are wanted (XEP-0191)
 * @param archiveUsed the client reads its archive, so nothing is kept for it (XEP-0160)
 * @param availablePresence the last presence it broadcast, null while unavailable
 * @param directedPresences who else knows that it is there (RFC 6121 4.6)
 */
public record SessionMemory(
    boolean carbons,
    boolean rosterRequested,
    boolean blockListRequested,
    boolean archiveUsed,
    @Nullable Presence availablePresence,
    List<Jid> directedPresences) {
  public static final SessionMemory NONE =
      new SessionMemory(false, false, false, false, null, List.of());
}
