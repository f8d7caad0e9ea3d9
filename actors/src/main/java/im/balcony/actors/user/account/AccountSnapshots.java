package im.balcony.actors.user.account;

import im.balcony.actors.user.channels.Channels;
import im.balcony.actors.user.clients.ClientSnapshots;
import im.balcony.actors.user.invitations.Invitations;
import im.balcony.actors.user.pubsub.NodeSnapshots;
import im.balcony.actors.user.push.Pushes;
import im.balcony.actors.user.roster.Roster;
import im.balcony.actors.user.roster.RosterItem;
import im.balcony.persistence.event.account.AccountSnapshot;
import im.balcony.protocol.jid.Jid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Between the state in memory and its form on disk. */
final class AccountSnapshots {
  private AccountSnapshots() {}

  static AccountSnapshot write(AccountState state) {
    var contacts = new ArrayList<AccountSnapshot.Contact>();
    state.roster().all().forEach(item -> contacts.add(contact(item)));
    var removed = new ArrayList<AccountSnapshot.RemovedContact>();
    state
        .roster()
        .removed()
        .forEach((jid, at) -> removed.add(new AccountSnapshot.RemovedContact(jid.toString(), at)));
    var requests = new ArrayList<AccountSnapshot.Request>();
    state
        .requests()
        .forEach(
            (jid, request) ->
                requests.add(
                    new AccountSnapshot.Request(
                        jid.toString(), request.stanzaXml(), request.at())));
    var elements = new ArrayList<AccountSnapshot.PrivateXml>();
    state
        .privateXml()
        .forEach(
            (name, xml) ->
                elements.add(new AccountSnapshot.PrivateXml(name.name(), name.namespace(), xml)));
    var archiving = state.archivePreferences();
    return new AccountSnapshot(
        state.isOpen(),
        state.keys(),
        state.roster().version(),
        state.roster().completeSince(),
        contacts,
        removed,
        requests,
        texts(state.blockList().addresses()),
        elements,
        state.vcard(),
        archiving.map(Preferences::otherwise).orElse(null),
        archiving.map(set -> texts(set.always())).orElse(List.of()),
        archiving.map(set -> texts(set.never())).orElse(List.of()),
        state.lastSeen().at(),
        state.lastSeen().status(),
        state.lastSeen().archiveId(),
        NodeSnapshots.write(state.nodes()),
        ClientSnapshots.write(state.clients()),
        state.pushes().all(),
        state.channels().all(),
        state.invitations().all());
  }

  static AccountState read(AccountSnapshot snapshot) {
    var requests = new LinkedHashMap<Jid, SubscriptionRequest>();
    for (var request : snapshot.requests()) {
      requests.put(
          Jid.parse(request.contact()), new SubscriptionRequest(request.stanzaXml(), request.at()));
    }
    var elements = new LinkedHashMap<PrivateName, byte[]>();
    for (var element : snapshot.privateXml()) {
      elements.put(new PrivateName(element.name(), element.namespace()), element.xml());
    }
    var vcard = snapshot.vcard();
    return new AccountState(
        snapshot.open() ? AccountState.Phase.OPEN : AccountState.Phase.CLOSED,
        snapshot.keys(),
        roster(snapshot),
        Map.copyOf(requests),
        snapshot.blocked().isEmpty()
            ? BlockList.EMPTY
            : new BlockList(AccountState.jids(snapshot.blocked())),
        Map.copyOf(elements),
        vcard == null ? new byte[0] : vcard,
        Optional.ofNullable(snapshot.archiveOtherwise())
            .map(
                otherwise ->
                    Preferences.read(
                        otherwise,
                        AccountState.jids(snapshot.archiveAlways()),
                        AccountState.jids(snapshot.archiveNever()))),
        NodeSnapshots.read(snapshot.nodes()),
        ClientSnapshots.read(snapshot.clients()),
        snapshot.pushes() == null ? Pushes.NONE : new Pushes(snapshot.pushes()),
        snapshot.channels() == null ? Channels.NONE : Channels.of(snapshot.channels()),
        snapshot.invitations() == null ? Invitations.NONE : new Invitations(snapshot.invitations()),
        new LastSeen(
            snapshot.unavailableSince(), snapshot.unavailableStatus(), snapshot.seenArchiveId()));
  }

  private static Roster roster(AccountSnapshot snapshot) {
    var items = new HashMap<Jid, RosterItem>();
    for (var c : snapshot.contacts()) {
      var jid = Jid.parse(c.contact());
      items.put(
          jid,
          new RosterItem(
              jid, c.name(), c.groups(), c.to(), c.from(), c.ask(), c.approved(), c.version()));
    }
    var removed = new HashMap<Jid, Long>();
    snapshot.removedContacts().forEach(r -> removed.put(Jid.parse(r.contact()), r.version()));
    return new Roster(
        snapshot.rosterVersion(),
        items.isEmpty() ? Map.of() : items,
        removed.isEmpty() ? Map.of() : removed,
        snapshot.rosterCompleteSince());
  }

  private static AccountSnapshot.Contact contact(RosterItem item) {
    return new AccountSnapshot.Contact(
        item.contact().toString(),
        item.name(),
        item.groups(),
        item.to(),
        item.from(),
        item.ask(),
        item.approved(),
        item.version());
  }

  private static List<String> texts(Collection<Jid> jids) {
    return jids.stream().map(Jid::toString).toList();
  }
}
