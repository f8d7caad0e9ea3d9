package im.balcony.persistence.event.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has happened to one account. On disk for ever: see EventManifests before changing. */
public sealed interface AccountEvent {
  <S> S fold(Fold<S> fold);

  /** The account exists from here on. */
  record AccountCreated(String bareJid, List<StoredScramKeys> keys, Instant at)
      implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Other keys are valid from here on; all earlier ones are not. */
  record PasswordChanged(List<StoredScramKeys> keys, Instant at) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Keys of a mechanism that there were none of, for the same password (XEP-0480). */
  record KeysAdded(StoredScramKeys keys, Instant at) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** The account is gone; its address may be given away under a new incarnation. */
  record AccountRemoved(Instant at) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** A client set name and groups of a contact, a bare JID (RFC 6121 2.3, 2.4). */
  record ContactSet(String contact, String name, List<String> groups) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** A contact left the roster (RFC 6121 2.5). */
  record ContactRemoved(String contact) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * What the roster shows of a subscription is now this (RFC 6121 2.1.2); a contact that is not in
   * the roster enters it.
   *
   * @param to the account sees the contact's presence
   * @param from the contact sees the account's presence
   * @param ask the contact was asked and has not answered
   * @param approved the contact may subscribe without asking (RFC 6121 3.4)
   */
  record SubscriptionChanged(
      String contact, boolean to, boolean from, boolean ask, boolean approved)
      implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Somebody asks for the account's presence: "Pending In" (RFC 6121 3.1.3, Appendix A). */
  record SubscriptionRequested(String contact, byte[] stanzaXml, Instant at)
      implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** The request was approved, denied or taken back. */
  record SubscriptionRequestSettled(String contact) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Addresses were blocked (XEP-0191 3.3). */
  record AddressesBlocked(List<String> addresses) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Addresses were unblocked (XEP-0191 3.4, 3.5). */
  record AddressesUnblocked(List<String> addresses) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** A client stored a private element (XEP-0049). */
  record PrivateXmlStored(String name, String namespace, byte[] xml) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** The account published its card (XEP-0054). */
  record VcardStored(byte[] xml) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * What the account wants archived (XEP-0441).
   *
   * @param otherwise always, never or roster
   */
  record ArchivePreferencesSet(String otherwise, List<String> always, List<String> never)
      implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * The last resource that takes messages went away (XEP-0012, XEP-0160).
   *
   * @param seenArchiveId some client was shown the archive up to this id
   */
  record WentUnavailable(Instant at, @Nullable String status, long seenArchiveId)
      implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** What had waited for a client was sent to one (XEP-0160). */
  record OfflineMessagesSent(long seenArchiveId) implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** What happens to the account's nodes has a family of its own (XEP-0163). */
  sealed interface OfNodes extends AccountEvent permits NodeEvent {}

  /** So has what happens to its clients (XEP-0388, XEP-0484). */
  sealed interface OfClients extends AccountEvent permits ClientEvent {}

  /** So has what happens to its push services (XEP-0357). */
  sealed interface OfPushes extends AccountEvent permits PushEvent {}

  /** So has what happens to the channels that it takes part in (XEP-0405). */
  sealed interface OfChannels extends AccountEvent permits ChannelEvent {}

  /** So have the invitations that wait for it (XEP-0045). */
  sealed interface OfInvitations extends AccountEvent permits InvitationEvent {}

  /** Stands for an event whose data key was destroyed; keeps its place, never written. */
  record Erased() implements AccountEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(AccountCreated event);

    S on(PasswordChanged event);

    S on(KeysAdded event);

    S on(AccountRemoved event);

    S on(ContactSet event);

    S on(ContactRemoved event);

    S on(SubscriptionChanged event);

    S on(SubscriptionRequested event);

    S on(SubscriptionRequestSettled event);

    S on(AddressesBlocked event);

    S on(AddressesUnblocked event);

    S on(PrivateXmlStored event);

    S on(VcardStored event);

    S on(ArchivePreferencesSet event);

    S on(WentUnavailable event);

    S on(OfflineMessagesSent event);

    S on(NodeEvent event);

    S on(ClientEvent event);

    S on(PushEvent event);

    S on(ChannelEvent event);

    S on(InvitationEvent event);

    S on(Erased event);
  }
}
