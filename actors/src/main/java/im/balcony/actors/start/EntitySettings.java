package im.balcony.actors.start;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import im.balcony.actors.call.CallSettings;
import im.balcony.actors.conversation.ConversationSettings;
import im.balcony.actors.feature.externalservices.ServicesSettings;
import im.balcony.actors.feature.fast.FastSettings;
import im.balcony.actors.feature.list.FeatureSettings;
import im.balcony.actors.feature.pubsub.PubsubLimits;
import im.balcony.actors.fence.FenceSettings;
import im.balcony.actors.records.RecordSinkSettings;
import im.balcony.actors.remote.RemoteSettings;
import im.balcony.actors.room.DirectorySettings;
import im.balcony.actors.room.HeadSettings;
import im.balcony.actors.room.RoomSettings;
import im.balcony.actors.user.front.RoomRouteSettings;
import im.balcony.actors.user.front.UserSettings;
import im.balcony.actors.user.messages.MessagePathSettings;
import im.balcony.actors.user.push.PushSettings;
import im.balcony.protocol.xep.contact.ContactAddresses;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xep.push.PushRoute;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the entities are configured with: the files actors.conf and calls.conf of the configuration.
 *
 * @param clients how long clients and their tokens are good
 * @param capsHashesMax hashes of capabilities that a node remembers (XEP-0115)
 * @param accountAnswerMax how long administration waits for an account
 * @param login how long a login does, and how often it asks
 * @param recordSink where records of calls are written to; empty when they are only kept
 * @param pushLabel of the push service, in front of each domain
 * @param pushName told of that service by XEP-0030
 * @param sweepPause between two shards of notes
 * @param federated whether there is a way to other servers
 * @param remote what their addresses cost
 * @param arrivals how often and how long what they send is offered
 */
record EntitySettings(
    Set<String> domains,
    UserSettings users,
    MessagePathSettings messages,
    ConversationSettings conversations,
    String roomLabel,
    RoomSettings rooms,
    RoomRouteSettings roomRoutes,
    PushSettings pushes,
    String pushLabel,
    String pushName,
    DirectorySettings roomDirectory,
    CallSettings calls,
    Optional<RecordSinkSettings> recordSink,
    FeatureSettings features,
    int capsHashesMax,
    FastSettings clients,
    Duration accountAnswerMax,
    RepeatedQuestion login,
    FenceSettings fence,
    Duration sweepPause,
    boolean federated,
    RemoteSettings remote,
    RepeatedQuestion arrivals) {
  EntitySettings {
    domains = Set.copyOf(domains);
  }

  static EntitySettings from(Config root, String softwareVersion) {
    return new EntitySettings(
        new HashSet<>(root.getStringList("balcony.domains")),
        users(root.getConfig("balcony.user"), root.getDuration("balcony.call.ringing-max")),
        messages(root.getConfig("balcony.user.messages")),
        conversations(root.getConfig("balcony.conversation")),
        root.getString("balcony.rooms.label"),
        rooms(root.getConfig("balcony.rooms")),
        roomRoutes(root.getConfig("balcony.rooms.account")),
        pushes(root.getConfig("balcony.push")),
        root.getString("balcony.push.gateway.label"),
        root.getString("balcony.push.gateway.name"),
        roomDirectory(root.getConfig("balcony.rooms.directory")),
        calls(root.getConfig("balcony.call"), root.getInt("balcony.conversation.note-shards")),
        RecordSinkSettings.from(root.getConfig("balcony.call.records")),
        features(root, softwareVersion),
        root.getInt("balcony.user.caps-hashes-max"),
        clients(root.getConfig("balcony.user.clients")),
        root.getDuration("balcony.user.answer-max"),
        new RepeatedQuestion(
            root.getDuration("balcony.user.login.ask-every"),
            root.getDuration("balcony.user.login.answer-max")),
        fence(root.getConfig("balcony.cluster.fence")),
        root.getDuration("balcony.conversation.sweep-pause"),
        root.getBoolean("balcony.edge.s2s.enabled"),
        remote(root.getConfig("balcony.remote")),
        new RepeatedQuestion(
            root.getDuration("balcony.remote.arrival-again"),
            root.getDuration("balcony.remote.arrival-max")));
  }

  private static RemoteSettings remote(Config remote) {
    return new RemoteSettings(
        remote.getDuration("keep"),
        remote.getDuration("answer-max"),
        remote.getInt("under-way-max"),
        remote.getInt("arriving-max"),
        remote.getInt("rooms-max"),
        remote.getDuration("idle"));
  }

  private static FastSettings clients(Config clients) {
    return new FastSettings(
        clients.getInt("remembered-max"),
        clients.getDuration("seen-every"),
        clients.getDuration("token-lifetime"),
        clients.getDuration("rotate-after"));
  }

  private static FenceSettings fence(Config fence) {
    return new FenceSettings(
        fence.getDuration("beat-every"),
        fence.getDuration("fresh-for"),
        fence.getDuration("give-up-after"));
  }

  private static UserSettings users(Config user, Duration callRingingMax) {
    return new UserSettings(
        user.getInt("sessions-max"),
        user.getInt("roster-items-max"),
        user.getInt("requests-max"),
        user.getInt("request-bytes-max"),
        user.getInt("directed-presences-max"),
        user.getInt("writes-waiting-max"),
        user.getInt("starting-commands-max"),
        user.getInt("later-answers-max"),
        user.getDuration("later-answer-max"),
        user.getInt("offline-messages-max"),
        user.getInt("last-items-max"),
        user.getBoolean("requests-from-strangers"),
        user.getDuration("idle"),
        callRingingMax,
        user.getDuration("sessions-wait"));
  }

  private static MessagePathSettings messages(Config messages) {
    return new MessagePathSettings(
        messages.getInt("waiting-items-max"),
        messages.getInt("batch-items-max"),
        messages.getInt("batch-bytes-max"),
        messages.getInt("arrivals-max"),
        messages.getDuration("repeat-after"),
        messages.getDuration("repeat-after-max"),
        messages.getDuration("quick-write"),
        messages.getDuration("own-wait-max"));
  }

  private static ConversationSettings conversations(Config conversation) {
    return new ConversationSettings(
        conversation.getInt("queued-items-max"),
        conversation.getInt("queued-bytes-max"),
        conversation.getInt("batch-events-max"),
        conversation.getInt("batch-bytes-max"),
        conversation.getInt("tail-entries-max"),
        conversation.getInt("tail-bytes-max"),
        conversation.getInt("unconfirmed-max"),
        conversation.getDuration("repeat-after"),
        conversation.getDuration("repeat-after-max"),
        conversation.getDuration("note-after"),
        conversation.getDuration("admission-timeout"),
        conversation.getDuration("idle"),
        conversation.getInt("note-shards"));
  }

  private static RoomSettings rooms(Config rooms) {
    return new RoomSettings(
        usual(rooms.getConfig("usual")),
        rooms.getInt("occupants-max"),
        rooms.getInt("presence-occupants-max"),
        rooms.getInt("nick-chars-max"),
        rooms.getInt("presence-bytes-max"),
        rooms.getInt("history-messages-max"),
        rooms.getInt("history-bytes-max"),
        rooms.getInt("stanzas-per-second"),
        rooms.getInt("stanzas-burst"),
        rooms.getInt("early-commands-max"),
        rooms.getInt("writes-waiting-max"),
        rooms.getInt("batch-events-max"),
        rooms.getInt("batch-bytes-max"),
        rooms.getDuration("returning-max"),
        rooms.getInt("returning-stanzas-max"),
        rooms.getDuration("leaving-retold-within"),
        rooms.getInt("affiliations-max"),
        rooms.getInt("participants-max"),
        rooms.getInt("archive-queries-max"),
        rooms.getInt("card-bytes-max"),
        rooms.getInt("hats-max"),
        rooms.getDuration("invitation-max"),
        rooms.getInt("questions-max"),
        rooms.getDuration("question-max"),
        rooms.getDuration("directory.repeat-after"),
        rooms.getDuration("directory.count-every"),
        rooms.getDuration("tick"),
        rooms.getDuration("idle"),
        heads(rooms.getConfig("followers")));
  }

  private static HeadSettings heads(Config followers) {
    return new HeadSettings(
        followers.getInt("followers-max"),
        followers.getInt("told-per-second"),
        followers.getDuration("pause"),
        followers.getDuration("repeat-after"),
        followers.getInt("repeats-max"),
        followers.getDuration("retell-within"));
  }

  /** A value that cannot be is an error of the configuration, not a silent default. */
  private static RoomConfig usual(Config usual) {
    var values = new HashMap<String, String>();
    for (var entry : usual.entrySet()) {
      var key = entry.getKey();
      var text = usual.getValue(key).unwrapped().toString();
      var flag = text.equals("on") || text.equals("off");
      var value = flag ? Boolean.toString(text.equals("on")) : text;
      values.put(
          key,
          RoomOption.byKey(key)
              .flatMap(option -> option.checked(value))
              .orElseThrow(
                  () -> new ConfigException.BadValue("balcony.rooms.usual." + key, value)));
    }
    return RoomConfig.ofKeys(values);
  }

  private static RoomRouteSettings roomRoutes(Config account) {
    return new RoomRouteSettings(
        account.getInt("rooms-max"),
        account.getInt("stanzas-max"),
        account.getInt("batch-stanzas-max"),
        account.getDuration("repeat-after"),
        account.getDuration("remind-every"),
        account.getInt("invitations-max"),
        account.getInt("followed-max"),
        account.getInt("asks-max"),
        account.getDuration("list-wait"));
  }

  private static PushSettings pushes(Config push) {
    return new PushSettings(
        push.getInt("registrations-max"),
        push.getDuration("pause"),
        push.getDuration("answer-max"),
        push.getDuration("backoff"),
        push.getDuration("backoff-max"),
        push.getInt("failures-max"),
        push.getInt("waiting-max"),
        push.getInt("calls-max"),
        push.getDuration("message-ttl"),
        requestsRoute(push.getString("subscription-requests")),
        push.getDuration("call-end-ttl"));
  }

  private static Optional<PushRoute.Type> requestsRoute(String word) {
    return switch (word) {
      case "silent" -> Optional.of(PushRoute.Type.SILENT);
      case "chat" -> Optional.of(PushRoute.Type.CHAT);
      case "none" -> Optional.empty();
      default ->
          throw new ConfigException.BadValue(
              "balcony.push.subscription-requests", word + ": set silent, chat or none");
    };
  }

  private static DirectorySettings roomDirectory(Config directory) {
    return new DirectorySettings(
        directory.getInt("rooms-max"),
        directory.getInt("waiting-max"),
        directory.getInt("batch-max"),
        directory.getInt("searches-max"));
  }

  private static CallSettings calls(Config call, int noteShards) {
    return new CallSettings(
        call.getDuration("ringing-max"),
        call.getDuration("offer-max"),
        call.getDuration("lasting-max"),
        call.getInt("facts-waiting-max"),
        call.getDuration("record-again"),
        call.getDuration("records.keep"),
        noteShards,
        call.getDuration("idle"));
  }

  private static FeatureSettings features(Config root, String softwareVersion) {
    var feature = root.getConfig("balcony.feature");
    return new FeatureSettings(
        feature.getString("software-name"),
        softwareVersion,
        feature.getString("software-uri"),
        contacts(root.getConfig("balcony.contact")),
        root.getBoolean("balcony.edge.c2s.registration"),
        root.getInt("balcony.user.roster-items-max"),
        feature.getInt("blocked-addresses-max"),
        feature.getInt("private-elements-max"),
        feature.getInt("private-element-bytes-max"),
        feature.getInt("vcard-bytes-max"),
        pubsub(feature.getConfig("pubsub")),
        feature.getStringList("more-boxes"),
        services(root),
        root.getString("balcony.rooms.label"),
        root.getString("balcony.rooms.name"),
        root.getInt("balcony.push.registrations-max"),
        root.getInt("balcony.rooms.directory.page-items-max"),
        root.getInt("balcony.rooms.account.channels-max"));
  }

  /** A node that is an edge only answers nobody, and needs no secret of a relay. */
  private static ServicesSettings services(Config root) {
    return root.getString("balcony.role").equals("edge")
        ? ServicesSettings.none()
        : ServicesSettings.from(root);
  }

  private static PubsubLimits pubsub(Config pubsub) {
    return new PubsubLimits(
        pubsub.getInt("nodes-max"),
        pubsub.getInt("items-max"),
        pubsub.getInt("item-bytes-max"),
        pubsub.getLong("bytes-max"),
        pubsub.getInt("addresses-max"));
  }

  private static ContactAddresses contacts(Config contact) {
    var uris = new EnumMap<ContactAddresses.Purpose, List<String>>(ContactAddresses.Purpose.class);
    for (var purpose : ContactAddresses.Purpose.values()) {
      var addresses = contact.getStringList(purpose.name().toLowerCase(Locale.ROOT));
      if (!addresses.isEmpty()) {
        uris.put(purpose, addresses);
      }
    }
    return new ContactAddresses(uris);
  }
}
