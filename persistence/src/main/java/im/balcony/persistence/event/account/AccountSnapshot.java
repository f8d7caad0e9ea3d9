package im.balcony.persistence.event.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an account at one event; on disk like the events themselves.
 *
 * @param rosterCompleteSince removals after this roster version are all remembered
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
    long seenArchiveId) {

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

  /** One element of XEP-0049. */
  public record PrivateXml(String name, String namespace, byte[] xml) {}
}
