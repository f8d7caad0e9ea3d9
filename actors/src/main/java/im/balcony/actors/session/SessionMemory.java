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
 * @param rosterAnnotated roster pushes say which contacts are channels (XEP-0405 2.10)
 * @param blockListRequested block list pushes are wanted (XEP-0191)
 * @param archiveUsed the client reads its archive, so nothing is kept for it (XEP-0160)
 * @param availablePresence the last presence it broadcast, null while unavailable
 * @param inboxUsed the client follows its list of conversations (Client Synchronization)
 * @param deliveryUsed the client knows reliable delivery by itself: it marked a repeated message
 * @param knownArchiveId the archive ended here when the session was first told of it
 * @param directedPresences who else knows that it is there (RFC 6121 4.6)
 * @param toldServices which STUN and TURN servers it was told of (XEP-0215), null for none
 */
public record SessionMemory(
    boolean carbons,
    boolean rosterRequested,
    boolean rosterAnnotated,
    boolean blockListRequested,
    boolean archiveUsed,
    boolean inboxUsed,
    boolean deliveryUsed,
    long knownArchiveId,
    @Nullable Presence availablePresence,
    List<Jid> directedPresences,
    @Nullable String toldServices) {
  public static final SessionMemory NONE =
      new SessionMemory(false, false, false, false, false, false, false, 0, null, List.of(), null);

  public SessionMemory {
    directedPresences = List.copyOf(directedPresences);
  }

  public SessionMemory withCarbons(boolean wanted) {
    return with(Interest.CARBONS, wanted);
  }

  /**
   * @param annotated as the last request wants it
   */
  public SessionMemory withRosterRequested(boolean annotated) {
    return with(Interest.ROSTER, true).with(Interest.ANNOTATION, annotated);
  }

  public SessionMemory withBlockListRequested() {
    return with(Interest.BLOCK_LIST, true);
  }

  public SessionMemory withArchiveUsed() {
    return with(Interest.ARCHIVE, true);
  }

  public SessionMemory withInboxUsed() {
    return with(Interest.INBOX, true);
  }

  public SessionMemory withDeliveryUsed() {
    return with(Interest.DELIVERY, true);
  }

  /** Whether it understands what reliable delivery adds to messages and tells of them. */
  public boolean knowsDelivery() {
    return inboxUsed || deliveryUsed;
  }

  public SessionMemory withKnownArchiveId(long archiveId) {
    return with(archiveId, availablePresence, directedPresences, toldServices);
  }

  public SessionMemory withAvailablePresence(Presence presence) {
    return with(knownArchiveId, presence, directedPresences, toldServices);
  }

  /** Unavailable: nobody is to be told any more. */
  public SessionMemory withoutPresence() {
    return with(knownArchiveId, null, List.of(), toldServices);
  }

  public SessionMemory withDirectedPresences(List<Jid> addresses) {
    return with(knownArchiveId, availablePresence, addresses, toldServices);
  }

  public SessionMemory withToldServices(String list) {
    return with(knownArchiveId, availablePresence, directedPresences, list);
  }

  /** What a client wants or has shown that it knows. */
  private enum Interest {
    CARBONS,
    ROSTER,
    ANNOTATION,
    BLOCK_LIST,
    ARCHIVE,
    INBOX,
    DELIVERY
  }

  private SessionMemory with(Interest changed, boolean there) {
    return new SessionMemory(
        changed == Interest.CARBONS ? there : carbons,
        changed == Interest.ROSTER ? there : rosterRequested,
        changed == Interest.ANNOTATION ? there : rosterAnnotated,
        changed == Interest.BLOCK_LIST ? there : blockListRequested,
        changed == Interest.ARCHIVE ? there : archiveUsed,
        changed == Interest.INBOX ? there : inboxUsed,
        changed == Interest.DELIVERY ? there : deliveryUsed,
        knownArchiveId,
        availablePresence,
        directedPresences,
        toldServices);
  }

  private SessionMemory with(
      long archiveId, @Nullable Presence presence, List<Jid> directed, @Nullable String told) {
    return new SessionMemory(
        carbons,
        rosterRequested,
        rosterAnnotated,
        blockListRequested,
        archiveUsed,
        inboxUsed,
        deliveryUsed,
        archiveId,
        presence,
        directed,
        told);
  }
}
