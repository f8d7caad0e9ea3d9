package im.balcony.persistence.event;

import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.AccountSnapshot;
import im.balcony.persistence.event.account.ChannelEvent;
import im.balcony.persistence.event.account.ClientEvent;
import im.balcony.persistence.event.account.InvitationEvent;
import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.persistence.event.account.PushEvent;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.persistence.event.call.CallState;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationState;
import im.balcony.persistence.event.directory.DirectoryEvent;
import im.balcony.persistence.event.directory.DirectoryState;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.persistence.event.room.OccupancyEvent;
import im.balcony.persistence.event.room.OccupancyState;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stable names of everything on disk, and how old names become today's.
 *
 * <p>A name never changes and is never given away again. An added field needs nothing (old bytes
 * read it as null or zero); a changed meaning is a new number: register the new name, keep the old
 * one as retired with an upcaster, and keep its golden file for ever.
 */
public final class EventManifests {
  private static final EventManifests ALL =
      new EventManifests(Map.of(), Map.of())
          // conversation
          .with("message-sent.2", ConversationEvent.MessageSent.class)
          .with("conversation-state.2", ConversationState.class)
          // call
          .with("call-proposed.1", CallEvent.CallProposed.class)
          .with("device-rang.1", CallEvent.DeviceRang.class)
          .with("call-taken.1", CallEvent.CallTaken.class)
          .with("session-offered.1", CallEvent.SessionOffered.class)
          .with("call-connected.1", CallEvent.CallConnected.class)
          .with("call-ended.1", CallEvent.CallEnded.class)
          .with("call-recorded.1", CallEvent.CallRecorded.class)
          .with("call-state.2", CallState.class)
          .with("call-record.1", StoredCallRecord.class)
          // archive index
          .with("indexed.2", IndexEvent.Indexed.class)
          .with("row-set.1", IndexEvent.RowSet.class)
          .with("message-removed.1", IndexEvent.MessageRemoved.class)
          .with("conversation-cleared.1", IndexEvent.ConversationCleared.class)
          .with("notify-followed.1", IndexEvent.NotifyFollowed.class)
          .with("room-heard.1", IndexEvent.RoomHeard.class)
          .with("call-noted.1", IndexEvent.CallNoted.class)
          .with("index-state.7", IndexState.class)
          // account
          .with("account-created.1", AccountEvent.AccountCreated.class)
          .with("password-changed.1", AccountEvent.PasswordChanged.class)
          .with("keys-added.1", AccountEvent.KeysAdded.class)
          .with("account-removed.1", AccountEvent.AccountRemoved.class)
          .with("contact-set.1", AccountEvent.ContactSet.class)
          .with("contact-removed.1", AccountEvent.ContactRemoved.class)
          .with("subscription-changed.1", AccountEvent.SubscriptionChanged.class)
          .with("subscription-requested.1", AccountEvent.SubscriptionRequested.class)
          .with("subscription-request-settled.1", AccountEvent.SubscriptionRequestSettled.class)
          .with("addresses-blocked.1", AccountEvent.AddressesBlocked.class)
          .with("addresses-unblocked.1", AccountEvent.AddressesUnblocked.class)
          .with("private-xml-stored.1", AccountEvent.PrivateXmlStored.class)
          .with("vcard-stored.1", AccountEvent.VcardStored.class)
          .with("archive-preferences-set.1", AccountEvent.ArchivePreferencesSet.class)
          .with("went-unavailable.1", AccountEvent.WentUnavailable.class)
          .with("offline-messages-sent.1", AccountEvent.OfflineMessagesSent.class)
          .with("node-configured.1", NodeEvent.NodeConfigured.class)
          .with("item-published.1", NodeEvent.ItemPublished.class)
          .with("items-retracted.1", NodeEvent.ItemsRetracted.class)
          .with("node-purged.1", NodeEvent.NodePurged.class)
          .with("node-deleted.1", NodeEvent.NodeDeleted.class)
          .with("node-affiliation-set.1", NodeEvent.AffiliationSet.class)
          .with("node-subscribed.1", NodeEvent.NodeSubscribed.class)
          .with("node-unsubscribed.1", NodeEvent.NodeUnsubscribed.class)
          .with("client-seen.1", ClientEvent.ClientSeen.class)
          .with("token-issued.1", ClientEvent.TokenIssued.class)
          .with("token-used.1", ClientEvent.TokenUsed.class)
          .with("tokens-revoked.1", ClientEvent.TokensRevoked.class)
          .with("client-forgotten.1", ClientEvent.ClientForgotten.class)
          .with("push-enabled.1", PushEvent.PushEnabled.class)
          .with("push-disabled.1", PushEvent.PushDisabled.class)
          .with("channel-joined.1", ChannelEvent.ChannelJoined.class)
          .with("channel-left.1", ChannelEvent.ChannelLeft.class)
          .with("invitation-kept.1", InvitationEvent.InvitationKept.class)
          .with("invitations-shown.1", InvitationEvent.InvitationsShown.class)
          .with("account-snapshot.1", AccountSnapshot.class)
          // rooms
          .with("room-created.1", RoomEvent.RoomCreated.class)
          .with("room-configured.1", RoomEvent.RoomConfigured.class)
          .with("affiliation-set.1", RoomEvent.AffiliationSet.class)
          .with("message-said.2", RoomEvent.MessageSaid.class)
          .with("follower-set.1", RoomEvent.FollowerSet.class)
          .with("subject-set.1", RoomEvent.SubjectSet.class)
          .with("message-retracted.1", RoomEvent.MessageRetracted.class)
          .with("room-card-set.1", RoomEvent.CardSet.class)
          .with("hat-set.1", RoomEvent.HatSet.class)
          .with("hat-worn.1", RoomEvent.HatWorn.class)
          .with("participant-set.1", RoomEvent.ParticipantSet.class)
          .with("participant-left.1", RoomEvent.ParticipantLeft.class)
          .with("room-destroyed.1", RoomEvent.RoomDestroyed.class)
          .with("room-state.3", RoomState.class)
          .with("occupant-set.1", OccupancyEvent.OccupantSet.class)
          .with("occupant-left.1", OccupancyEvent.OccupantLeft.class)
          .with("room-emptied.1", OccupancyEvent.RoomEmptied.class)
          .with("occupancy-state.3", OccupancyState.class)
          .with("room-listed.2", DirectoryEvent.RoomListed.class)
          .with("room-unlisted.1", DirectoryEvent.RoomUnlisted.class)
          .with("directory-state.2", DirectoryState.class)
          // before rooms could be searched for: the same without what is told of them
          .withRetired("room-listed.1", unchanged("room-listed.2"))
          .withRetired("directory-state.1", unchanged("directory-state.2"))
          // before anybody was hidden: the same with all shown
          .withRetired("occupancy-state.1", unchanged("occupancy-state.3"))
          // before there was an inbox: the same without its fields
          .withRetired("message-sent.1", unchanged("message-sent.2"))
          .withRetired("conversation-state.1", unchanged("conversation-state.2"))
          .withRetired("indexed.1", unchanged("indexed.2"))
          // before there were channels: the same without them
          .withRetired("occupancy-state.2", unchanged("occupancy-state.3"))
          // before calls had records: the same without what they tell
          .withRetired("call-state.1", unchanged("call-state.2"))
          // before times of membership, and who follows a room, were kept: the same without them
          .withRetired("room-state.2", unchanged("room-state.3"))
          .withRetired("room-state.1", unchanged("room-state.3"))
          // before contents of rooms were numbered: the same without their numbers
          .withRetired("message-said.1", unchanged("message-said.2"))
          // before it was told what was taken back in rooms: the same without it
          .withRetired("index-state.6", unchanged("index-state.7"))
          // before calls were noted, bookmarks followed, and what they said before a mute: the same
          // without it
          .withRetired("index-state.5", unchanged("index-state.7"))
          .withRetired("index-state.4", unchanged("index-state.7"))
          .withRetired("index-state.3", unchanged("index-state.7"))
          .withRetired("index-state.2", unchanged("index-state.7"))
          .withRetired("index-state.1", unchanged("index-state.7"));

  private final Map<String, Class<?>> types;
  private final Map<String, Upcaster> retired;
  private final Map<Class<?>, String> names;

  private EventManifests(Map<String, Class<?>> types, Map<String, Upcaster> retired) {
    this.types = Map.copyOf(types);
    this.retired = Map.copyOf(retired);
    var byType = new HashMap<Class<?>, String>();
    types.forEach((name, type) -> byType.put(type, name));
    this.names = Map.copyOf(byType);
  }

  /** Every event of this module. Snapshots of actors are added there with {@link #with}. */
  public static EventManifests all() {
    return ALL;
  }

  /** These and one more name, in use for writing and reading. */
  public EventManifests with(String manifest, Class<?> type) {
    requireFree(manifest);
    if (names.containsKey(type)) {
      throw new IllegalArgumentException(type + " already has the name " + names.get(type));
    }
    var more = new HashMap<>(types);
    more.put(manifest, type);
    return new EventManifests(more, retired);
  }

  /** These and one more name that is only read any more. */
  public EventManifests withRetired(String manifest, Upcaster upcaster) {
    requireFree(manifest);
    if (!knows(upcaster.manifestAfter())) {
      throw new IllegalArgumentException("nothing is called " + upcaster.manifestAfter());
    }
    var more = new HashMap<>(retired);
    more.put(manifest, upcaster);
    return new EventManifests(types, more);
  }

  /** All names, those in use and the retired. */
  public Set<String> names() {
    var all = new TreeSet<>(types.keySet());
    all.addAll(retired.keySet());
    return all;
  }

  /** The types that can be written, each with its name. */
  public Map<Class<?>, String> namesInUse() {
    return names;
  }

  boolean knows(String manifest) {
    return types.containsKey(manifest) || retired.containsKey(manifest);
  }

  @Nullable String nameOf(Class<?> type) {
    return names.get(type);
  }

  Optional<Upcaster> upcasterOf(String manifest) {
    return Optional.ofNullable(retired.get(manifest));
  }

  private static Upcaster unchanged(String manifestAfter) {
    return new Upcaster(manifestAfter, fields -> fields);
  }

  private void requireFree(String manifest) {
    if (!manifest.matches("[a-z][a-z0-9-]*\\.[1-9][0-9]*")) {
      throw new IllegalArgumentException("not a manifest (words-with-dashes.number): " + manifest);
    }
    if (knows(manifest)) {
      throw new IllegalArgumentException("name is taken for ever: " + manifest);
    }
  }
}
