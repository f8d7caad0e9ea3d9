package im.balcony.actors.user.account;

import im.balcony.actors.user.channels.Channels;
import im.balcony.actors.user.clients.Clients;
import im.balcony.actors.user.invitations.Invitations;
import im.balcony.actors.user.pubsub.Nodes;
import im.balcony.actors.user.push.Pushes;
import im.balcony.actors.user.roster.Roster;
import im.balcony.persistence.event.account.StoredScramKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mam.MamPreferences;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account state in the making: like another one but for what is set. */
final class AccountEdit {
  private AccountState.Phase phase;
  private List<StoredScramKeys> keys;
  private Roster roster;
  private Map<Jid, SubscriptionRequest> requests;
  private BlockList blockList;
  private Map<PrivateName, byte[]> privateXml;
  private byte[] vcard;
  private Optional<MamPreferences> archivePreferences;
  private Nodes nodes;
  private Clients clients;
  private Pushes pushes;
  private Channels channels;
  private Invitations invitations;
  private LastSeen lastSeen;

  AccountEdit(AccountState like) {
    phase = like.phase();
    keys = like.keys();
    roster = like.roster();
    requests = like.requests();
    blockList = like.blockList();
    privateXml = like.privateXml();
    vcard = like.vcard();
    archivePreferences = like.archivePreferences();
    nodes = like.nodes();
    clients = like.clients();
    pushes = like.pushes();
    channels = like.channels();
    invitations = like.invitations();
    lastSeen = like.lastSeen();
  }

  AccountEdit phase(AccountState.Phase value) {
    phase = value;
    return this;
  }

  AccountEdit keys(List<StoredScramKeys> value) {
    keys = List.copyOf(value);
    return this;
  }

  AccountEdit roster(Roster value) {
    roster = value;
    return this;
  }

  AccountEdit requests(Map<Jid, SubscriptionRequest> value) {
    requests = value;
    return this;
  }

  AccountEdit blockList(BlockList value) {
    blockList = value;
    return this;
  }

  AccountEdit privateXml(Map<PrivateName, byte[]> value) {
    privateXml = value;
    return this;
  }

  AccountEdit vcard(byte[] value) {
    vcard = value;
    return this;
  }

  AccountEdit archivePreferences(MamPreferences value) {
    archivePreferences = Optional.of(value);
    return this;
  }

  AccountEdit clients(Clients value) {
    clients = value;
    return this;
  }

  AccountEdit pushes(Pushes value) {
    pushes = value;
    return this;
  }

  AccountEdit channels(Channels value) {
    channels = value;
    return this;
  }

  AccountEdit invitations(Invitations value) {
    invitations = value;
    return this;
  }

  AccountEdit nodes(Nodes value) {
    nodes = value;
    return this;
  }

  AccountEdit lastSeen(LastSeen value) {
    lastSeen = value;
    return this;
  }

  AccountState build() {
    return new AccountState(
        phase,
        keys,
        roster,
        requests,
        blockList,
        privateXml,
        vcard,
        archivePreferences,
        nodes,
        clients,
        pushes,
        channels,
        invitations,
        lastSeen);
  }
}
