package im.balcony.actors.session;

/**
 * Where a session stands, told to its User so that it can be resumed on another edge (DESIGN
 * section 4).
 *
 * @param inboundCount XEP-0198 h of what the server has handled
 * @param outboundCount how many stanzas were written to the client
 * @param lastArchiveId the archive id of the last archived stanza among them, 0 for none
 */
public record Marks(long inboundCount, long outboundCount, long lastArchiveId) {
  public static final Marks NONE = new Marks(0, 0, 0);
}
