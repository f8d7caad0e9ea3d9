package im.balcony.actors.user.account;

import im.balcony.actors.user.channels.Channels;
import im.balcony.actors.user.clients.Clients;
import im.balcony.actors.user.invitations.Invitations;
import im.balcony.actors.user.pubsub.Nodes;
import im.balcony.actors.user.push.Pushes;
import im.balcony.actors.user.roster.Roster;
import im.balcony.actors.user.roster.RosterItem;
import im.balcony.actors.user.roster.Subscription;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.ChannelEvent;
import im.balcony.persistence.event.account.ClientEvent;
import im.balcony.persistence.event.account.InvitationEvent;
import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.persistence.event.account.PushEvent;
import im.balcony.persistence.event.account.StoredScramKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mam.MamPreferences;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An account as its log tells it.
 *
 * @param requests whoever waits to be let in: "Pending In" of RFC 6121 Appendix A
 * @param vcard the card as its owner sent it, empty array for none (XEP-0054)
 * @param nodes what it publishes (XEP-0163)
 * @param clients the installations that logged in, with their tokens (XEP-0484)
 * @param pushes what wakes its devices (XEP-0357)
 * @param channels where it takes part (XEP-0405)
 * @param invitations what rooms have passed on and nobody was shown (XEP-0045)
 * @param lastSeen when and how the account was last there (XEP-0012)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AccountState(
    Phase phase,
    List<StoredScramKeys> keys,
    Roster roster,
    Map<Jid, SubscriptionRequest> requests,
    BlockList blockList,
    Map<PrivateName, byte[]> privateXml,
    byte[] vcard,
    Optional<MamPreferences> archivePreferences,
    Nodes nodes,
    Clients clients,
    Pushes pushes,
    Channels channels,
    Invitations invitations,
    LastSeen lastSeen)
    implements AccountEvent.Fold<AccountState> {
  private static final byte[] NO_BYTES = {};

  /** No event yet: the account does not exist. */
  public static final AccountState NONE =
      new AccountState(
          Phase.NONE,
          List.of(),
          Roster.EMPTY,
          Map.of(),
          BlockList.EMPTY,
          Map.of(),
          NO_BYTES,
          Optional.empty(),
          Nodes.NONE,
          Clients.NONE,
          Pushes.NONE,
          Channels.NONE,
          Invitations.NONE,
          LastSeen.NEVER);

  /** The life of an account; a closed one is never opened again, its address may be. */
  public enum Phase {
    NONE,
    OPEN,
    CLOSED
  }

  public boolean isOpen() {
    return phase == Phase.OPEN;
  }

  /** Whether the account's password has keys of this mechanism (RFC 5802). */
  public boolean hasKeysOf(String mechanism) {
    return keys.stream().anyMatch(stored -> stored.mechanism().equals(mechanism));
  }

  /** Where the account stands with this contact. */
  public Subscription subscription(Jid contact) {
    var pendingIn = requests.containsKey(contact);
    var item = roster.items().get(contact);
    return item == null
        ? new Subscription(false, false, false, pendingIn, false)
        : new Subscription(item.to(), item.from(), item.ask(), pendingIn, item.approved());
  }

  /** Whether this address may see the account's presence. */
  public boolean sharesPresenceWith(Jid address) {
    var item = roster.items().get(address.bare());
    return item != null && item.from();
  }

  /**
   * The requests that the account's clients are shown: not those of blocked addresses (XEP-0191).
   */
  public Map<Jid, SubscriptionRequest> shownRequests() {
    if (blockList.addresses().isEmpty()) {
      return requests;
    }
    var shown = new LinkedHashMap<>(requests);
    shown.keySet().removeIf(blockList::blocks);
    return shown;
  }

  /** What is archived, as set or by default (XEP-0441). */
  public MamPreferences archiving() {
    return archivePreferences.orElse(MamPreferences.ALWAYS);
  }

  @Override
  public AccountState on(AccountEvent.AccountCreated event) {
    return edit().phase(Phase.OPEN).keys(event.keys()).build();
  }

  @Override
  public AccountState on(AccountEvent.PasswordChanged event) {
    return edit().keys(event.keys()).clients(clients.withoutAccess()).build();
  }

  @Override
  public AccountState on(AccountEvent.KeysAdded event) {
    return edit().keys(Stream.concat(keys.stream(), Stream.of(event.keys())).toList()).build();
  }

  @Override
  public AccountState on(AccountEvent.AccountRemoved event) {
    return new AccountEdit(NONE).phase(Phase.CLOSED).build();
  }

  @Override
  public AccountState on(AccountEvent.ContactSet event) {
    return edit()
        .roster(roster.withNamed(Jid.parse(event.contact()), event.name(), event.groups()))
        .build();
  }

  @Override
  public AccountState on(AccountEvent.ContactRemoved event) {
    return edit().roster(roster.without(Jid.parse(event.contact()))).build();
  }

  @Override
  public AccountState on(AccountEvent.SubscriptionChanged event) {
    return edit()
        .roster(
            roster.withSubscription(
                Jid.parse(event.contact()),
                event.to(),
                event.from(),
                event.ask(),
                event.approved()))
        .build();
  }

  @Override
  public AccountState on(AccountEvent.SubscriptionRequested event) {
    var request = new SubscriptionRequest(event.stanzaXml(), event.at());
    return edit().requests(Entries.with(requests, Jid.parse(event.contact()), request)).build();
  }

  @Override
  public AccountState on(AccountEvent.SubscriptionRequestSettled event) {
    return edit().requests(Entries.without(requests, Jid.parse(event.contact()))).build();
  }

  @Override
  public AccountState on(AccountEvent.AddressesBlocked event) {
    return edit().blockList(blockList.with(jids(event.addresses()))).build();
  }

  @Override
  public AccountState on(AccountEvent.AddressesUnblocked event) {
    return edit().blockList(blockList.without(jids(event.addresses()))).build();
  }

  @Override
  public AccountState on(AccountEvent.PrivateXmlStored event) {
    var name = new PrivateName(event.name(), event.namespace());
    return edit().privateXml(Entries.with(privateXml, name, event.xml())).build();
  }

  @Override
  public AccountState on(AccountEvent.VcardStored event) {
    return edit().vcard(event.xml()).build();
  }

  @Override
  public AccountState on(AccountEvent.ArchivePreferencesSet event) {
    return edit()
        .archivePreferences(
            Preferences.read(event.otherwise(), jids(event.always()), jids(event.never())))
        .build();
  }

  @Override
  public AccountState on(AccountEvent.WentUnavailable event) {
    return edit().lastSeen(new LastSeen(event.at(), event.status(), event.seenArchiveId())).build();
  }

  @Override
  public AccountState on(AccountEvent.OfflineMessagesSent event) {
    return edit().lastSeen(lastSeen.withSeen(event.seenArchiveId())).build();
  }

  @Override
  public AccountState on(NodeEvent event) {
    return edit().nodes(event.fold(nodes)).build();
  }

  @Override
  public AccountState on(ClientEvent event) {
    return edit().clients(event.fold(clients)).build();
  }

  @Override
  public AccountState on(PushEvent event) {
    return edit().pushes(event.fold(pushes)).build();
  }

  @Override
  public AccountState on(ChannelEvent event) {
    var address = Jid.parse(event.channel());
    var known = roster.item(address);
    var contacts =
        event instanceof ChannelEvent.ChannelLeft
            ? roster.without(address)
            : roster.withNamed(
                address,
                known.map(RosterItem::name).orElse(""),
                known.map(RosterItem::groups).orElse(List.of()));
    return edit().channels(event.fold(channels)).roster(contacts).build();
  }

  @Override
  public AccountState on(InvitationEvent event) {
    return edit().invitations(event.fold(invitations)).build();
  }

  @Override
  public AccountState on(AccountEvent.Erased event) {
    return this;
  }

  static LinkedHashSet<Jid> jids(List<String> texts) {
    var jids = new LinkedHashSet<Jid>();
    texts.forEach(text -> jids.add(Jid.parse(text)));
    return jids;
  }

  private AccountEdit edit() {
    return new AccountEdit(this);
  }
}
