package im.balcony.persistence.event.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an account at one event; on disk like the events themselves.
 *
 * @param rosterCompleteSince removals after this roster version are all remembered
 * @param clients null in snapshots from before there were any (XEP-0388)
 * @param pushes null in snapshots from before there were any (XEP-0357), oldest first
 * @param channels null in snapshots from before there were any (XEP-0405)
 * @param invitations null in snapshots from before any were kept (XEP-0045), oldest first
 * @param nodes null in snapshots from before there were any (XEP-0163)
 * @param archiveOtherwise null while the account has set no preferences (XEP-0441)
 */
public record AccountSnapshot(
    boolean open,
    List<StoredScramKeys> keys,
    long rosterVersion,
    long rosterCompleteSince,
    List<Contact> contacts,
    List<RemovedContact> removedContacts,
    List<Request> requests,
    List<String> blocked,
    List<PrivateXml> privateXml,
    byte @Nullable [] vcard,
    @Nullable String archiveOtherwise,
    List<String> archiveAlways,
    List<String> archiveNever,
    @Nullable Instant unavailableSince,
    @Nullable String unavailableStatus,
    long seenArchiveId,
    @Nullable List<Node> nodes,
    @Nullable List<Client> clients,
    @Nullable List<PushEvent.PushEnabled> pushes,
    @Nullable List<ChannelEvent.ChannelJoined> channels,
    @Nullable List<InvitationEvent.InvitationKept> invitations) {

  /** An item of the roster, with the roster version of its last change. */
  public record Contact(
      String contact,
      String name,
      List<String> groups,
      boolean to,
      boolean from,
      boolean ask,
      boolean approved,
      long version) {}

  /** Remembered so that a client with an older roster version learns of the removal. */
  public record RemovedContact(String contact, long version) {}

  /** A subscription request that waits for an answer. */
  public record Request(String contact, byte[] stanzaXml, Instant at) {}

  /** One node of XEP-0163, its items oldest first. */
  public record Node(
      String node,
      StoredNodeConfig config,
      List<Item> items,
      List<Affiliated> affiliations,
      List<String> subscribers) {}

  /**
   * A client's installation.
   *
   * @param byPassword whether it proved the password that is valid now
   * @param current the token used last, null for none
   * @param next the token given last and not used yet, null for none
   */
  public record Client(
      String client,
      @Nullable String software,
      @Nullable String device,
      Instant firstSeen,
      Instant lastSeen,
      boolean byPassword,
      @Nullable StoredToken current,
      @Nullable StoredToken next) {}

  /** An item of a node. */
  public record Item(String itemId, byte[] xml, Instant at) {}

  /** What a bare JID is to a node: member or outcast. */
  public record Affiliated(String jid, String affiliation) {}

  /** One element of XEP-0049. */
  public record PrivateXml(String name, String namespace, byte[] xml) {}
}
