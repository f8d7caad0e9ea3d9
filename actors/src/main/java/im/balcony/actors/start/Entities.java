package im.balcony.actors.start;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.eventstream.EventStream;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import com.typesafe.config.Config;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.call.Call;
import im.balcony.actors.call.CallCommand;
import im.balcony.actors.call.CallId;
import im.balcony.actors.call.CallPorts;
import im.balcony.actors.conversation.Conversation;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.conversation.ConversationPorts;
import im.balcony.actors.conversation.Elsewhere;
import im.balcony.actors.feature.externalservices.KnownServices;
import im.balcony.actors.feature.externalservices.ServicesSettings;
import im.balcony.actors.feature.externalservices.ServicesWatch;
import im.balcony.actors.feature.fast.FastTokens;
import im.balcony.actors.feature.fast.TokenSecrets;
import im.balcony.actors.feature.list.FeatureList;
import im.balcony.actors.feature.pushgateway.DeviceNodes;
import im.balcony.actors.feature.pushgateway.PushGateway;
import im.balcony.actors.feature.pushgateway.PushGatewayFeature;
import im.balcony.actors.fence.ClusterFence;
import im.balcony.actors.fence.Fence;
import im.balcony.actors.port.ClientTokens;
import im.balcony.actors.port.PushProviders;
import im.balcony.actors.port.RecordTarget;
import im.balcony.actors.port.RemoteServers;
import im.balcony.actors.port.metrics.MetricsPlace;
import im.balcony.actors.records.RecordSink;
import im.balcony.actors.remote.RemotePorts;
import im.balcony.actors.remote.RemoteUser;
import im.balcony.actors.room.DirectoryCommand;
import im.balcony.actors.room.Room;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.room.RoomDirectory;
import im.balcony.actors.room.RoomPorts;
import im.balcony.actors.routing.BalconySharding;
import im.balcony.actors.routing.Domains;
import im.balcony.actors.routing.EdgeDirectory;
import im.balcony.actors.routing.RemoteArrivals;
import im.balcony.actors.routing.RemoteGate;
import im.balcony.actors.routing.RemoteGates;
import im.balcony.actors.routing.ShardRouter;
import im.balcony.actors.session.RoomPost;
import im.balcony.actors.session.Users;
import im.balcony.actors.sweep.Sweeper;
import im.balcony.actors.user.Accounts;
import im.balcony.actors.user.ServicesChanged;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.caps.CapsCache;
import im.balcony.actors.user.front.User;
import im.balcony.actors.user.front.UserPorts;
import im.balcony.actors.user.messages.MessagePathPorts;
import im.balcony.actors.user.push.PushNotes;
import im.balcony.actors.whisper.WhisperPorts;
import im.balcony.actors.whisper.Whisperer;
import im.balcony.persistence.Stores;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.archive.MessageLookup;
import im.balcony.persistence.archive.RoomArchive;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.records.CallRecordReader;
import im.balcony.persistence.schema.Journal;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.externalservices.ExternalService;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.sync.Synchronization;
import im.balcony.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Puts the entities of a node together and hands out the ways to them. */
public final class Entities {
  private final CallRecordReader callRecords;
  private final Users users;
  private final Accounts accounts;
  private final ClientTokens tokens;
  private final FeatureList features;
  private final RemoteArrivals arrivals;

  private Entities(
      CallRecordReader callRecords,
      Users users,
      Accounts accounts,
      ClientTokens tokens,
      FeatureList features,
      RemoteArrivals arrivals) {
    this.callRecords = callRecords;
    this.users = users;
    this.accounts = accounts;
    this.tokens = tokens;
    this.features = features;
    this.arrivals = arrivals;
  }

  /**
   * Reads what entities are configured with, before anything is started; what is wrong is an {@link
   * IllegalArgumentException} that says what to do.
   */
  public static void requireUsable(Config config) {
    EntitySettings.from(config, "");
  }

  /** The services beside this server that an account is told of, with its logins (XEP-0215). */
  public static List<ExternalService> externalServices(Config config, Jid bareJid, Instant now) {
    return ServicesSettings.from(config).services().stream()
        .map(service -> service.login().at(service.service(), bareJid, now))
        .toList();
  }

  /**
   * Starts the shards of this node, or proxies to them; it must be a member of the cluster.
   *
   * @param push providers that this node has keys for
   * @param recordTarget where records of calls go unless they go to a file
   * @param remote the other servers that this node has streams to; empty for a node without them
   * @param stopNode ends the process at once: it may have lost its entities to others (I5)
   */
  public static Entities start(
      ActorSystem<?> system,
      Stores stores,
      Config config,
      String softwareVersion,
      NewKeys newKeys,
      PushProviders push,
      RecordTarget recordTarget,
      Optional<RemoteServers> remote,
      Clock clock,
      Runnable stopNode) {
    var settings = EntitySettings.from(config, softwareVersion);
    var sharding = ClusterSharding.get(system);
    var domains =
        new Domains(
            settings.domains(),
            settings.roomLabel(),
            push.configured().isEmpty() ? "" : settings.pushLabel(),
            settings.federated());
    var incarnations =
        Elsewhere.beside(stores.incarnations(), domains::isElsewhere, domains::servesRooms);
    var nodes = new DeviceNodes(stores.keys());
    var router = new ShardRouter(sharding, domains);
    var codec = new EventCodec(EventManifests.all());
    var content = new CountedReads(stores.content(), MetricsPlace.of(system));
    var archive = new MessageArchive(content, stores.exceptions(), stores.keys(), codec);
    var external = new KnownServices(settings.features().services());
    var features =
        FeatureList.of(
            settings.features(),
            archive,
            new ShardedPublicRooms(sharding, settings.login()),
            new ShardedChannels(sharding, domains, settings.login()),
            password -> newKeys.of(password).thenApply(keys -> keys.map(KeyForms::stored)),
            external,
            List.of(new PushGatewayFeature(settings.pushLabel(), settings.pushName(), push, nodes)),
            clock.instant());
    if (!config.getString("balcony.role").equals("edge")) {
      watchServices(system, config, external);
    }
    var stanzas = new ClusterRouter(router, router, domains, new PushGateway(push, nodes));
    var fence = ClusterFence.start(system, settings.fence(), stopNode);
    remote.ifPresent(
        servers ->
            system.systemActorOf(RemoteGate.create(servers), "balcony-remote-gate", Props.empty()));
    if (settings.federated() && config.getString("balcony.role").equals("actor")) {
      RoomPost.open(system); // who is in a room from another server is reached here
    }
    var edges = system.systemActorOf(EdgeDirectory.create(), "balcony-edges", Props.empty());
    BalconySharding.init(
        system,
        new Made(
            settings,
            userPorts(
                stores, settings, router, stanzas, codec, archive, features, external, fence, edges,
                clock),
            conversationPorts(stores, incarnations, router, codec, fence, clock),
            roomPorts(stores, content, router, codec, fence, clock),
            new CallPorts(
                router,
                incarnations,
                stores.notes(),
                stores.callRecords(),
                stores.keys(),
                codec,
                plugins(Journal.CONTENT),
                fence,
                clock),
            new RemotePorts(
                stanzas,
                router,
                router,
                router,
                RemoteGates.of(system),
                features.services(),
                settings.messages(),
                clock),
            new WhisperPorts(
                stanzas, router, router, settings.messages(), settings.rooms().idleAfter()),
            domains));
    var records = new CallRecordReader(stores.callRecords(), stores.keys(), codec);
    Sweeper.startSingleton(
        system,
        Sweeper.create(
            stores.notes(),
            router,
            router,
            router,
            clock,
            settings.conversations().noteShards(),
            settings.sweepPause()));
    settings
        .recordSink()
        .ifPresent(
            sink ->
                Sweeper.startSingleton(
                    system,
                    RecordSink.create(stores.callRecords(), records, recordTarget, sink, clock),
                    "call-record-sink"));
    return new Entities(
        records,
        router,
        new ShardedAccounts(
            sharding, stores.incarnations(), settings.accountAnswerMax(), settings.login()),
        new ShardedTokens(sharding, settings.login()),
        features,
        settings.federated()
            ? new ShardedArrivals(
                sharding, domains, settings.arrivals(), UUID.randomUUID().toString())
            : RemoteArrivals.none());
  }

  private static void watchServices(ActorSystem<?> system, Config config, KnownServices external) {
    system.systemActorOf(
        ServicesWatch.create(
            config,
            external,
            () -> system.eventStream().tell(new EventStream.Publish<>(new ServicesChanged()))),
        "balcony-services",
        DispatcherSelector.blocking());
  }

  private static ConversationPorts conversationPorts(
      Stores stores,
      IncarnationTable incarnations,
      ShardRouter router,
      EventCodec codec,
      Fence fence,
      Clock clock) {
    return new ConversationPorts(
        router,
        incarnations,
        stores.keys(),
        codec,
        plugins(Journal.CONTENT),
        stores.content(),
        stores.notes(),
        fence,
        clock);
  }

  private static RoomPorts roomPorts(
      Stores stores,
      JournalReader content,
      ShardRouter router,
      EventCodec codec,
      Fence fence,
      Clock clock) {
    var random = new SecureRandom();
    return new RoomPorts(
        router,
        router,
        router::tell,
        stores.incarnations(),
        stores.keys(),
        codec,
        plugins(Journal.CONTENT),
        stores.content(),
        new RoomArchive(content, stores.exceptions(), stores.keys(), codec),
        fence,
        () -> {
          var secret = new byte[OccupantIds.SECRET_BYTES];
          random.nextBytes(secret);
          return secret;
        },
        clock);
  }

  private static UserPorts userPorts(
      Stores stores,
      EntitySettings settings,
      ShardRouter router,
      ClusterRouter stanzas,
      EventCodec codec,
      MessageArchive archive,
      FeatureList features,
      KnownServices external,
      Fence fence,
      ActorRef<EdgeDirectory.Command> edges,
      Clock clock) {
    return new UserPorts(
        stores.incarnations(),
        plugins(Journal.ACCOUNT),
        new MessagePathPorts(
            router,
            stores.keys(),
            codec,
            plugins(Journal.CONTENT),
            stores.exceptions(),
            new MessageLookup(stores.content(), stores.exceptions(), stores.keys(), codec),
            fence,
            clock),
        settings.messages(),
        archive,
        stanzas,
        router,
        settings.roomRoutes(),
        settings.pushes(),
        new PushNotes(stores.notes(), settings.conversations().noteShards()),
        bareJid -> {
          var found = new CompletableFuture<Integer>();
          edges.tell(new EdgeDirectory.Find(bareJid, found));
          return found;
        },
        features.services(),
        features.upgrade(),
        features.bookmarkedSettings(),
        new CapsCache(settings.capsHashesMax()),
        external,
        new FastTokens(settings.clients(), new TokenSecrets(new SecureRandom())),
        router);
  }

  private static LogPlugins plugins(Journal journal) {
    return LogPlugins.of(journal.journalPluginId(), journal.snapshotPluginId());
  }

  /** The way from this node's sessions to their accounts. */
  public Users users() {
    return users;
  }

  public Accounts accounts() {
    return accounts;
  }

  /** The records of calls that are kept. */
  public CallRecordReader callRecords() {
    return callRecords;
  }

  /** The way from logins to clients' tokens (XEP-0484). */
  public ClientTokens tokens() {
    return tokens;
  }

  /** The way from other servers' streams to whom they bring something. */
  public RemoteArrivals arrivals() {
    return arrivals;
  }

  /** What the features offer after login (XEP-0115 6.3). */
  public List<XmlElement> streamFeatures() {
    return List.of(features.serverCaps().toElement(), Synchronization.streamFeature());
  }

  /** The entities as the shards of this node make them. */
  private record Made(
      EntitySettings settings,
      UserPorts userPorts,
      ConversationPorts conversationPorts,
      RoomPorts roomPorts,
      CallPorts callPorts,
      RemotePorts remotePorts,
      WhisperPorts whisperPorts,
      Domains domains)
      implements BalconySharding.Entities {
    @Override
    public Behavior<UserCommand> user(Jid bareJid, ActorRef<ShardCommand> shard) {
      if (domains.servesRooms(bareJid.domain())) {
        return Whisperer.create(bareJid, shard, whisperPorts);
      }
      return domains.isElsewhere(bareJid.domain())
          ? RemoteUser.create(bareJid, shard, remotePorts, settings.remote())
          : User.create(bareJid, shard, userPorts, settings.users());
    }

    @Override
    public UserCommand userStop() {
      return new UserCommand.Stop();
    }

    @Override
    public Behavior<ConversationCommand> conversation(
        ConversationId conversation, ActorRef<ShardCommand> shard) {
      return Conversation.create(conversation, conversationPorts, settings.conversations(), shard);
    }

    @Override
    public Behavior<RoomCommand> room(Jid address, ActorRef<ShardCommand> shard) {
      return Room.create(address, roomPorts, settings.rooms(), shard);
    }

    @Override
    public Behavior<DirectoryCommand> roomDirectory(String service) {
      return RoomDirectory.create(service, roomPorts, settings.roomDirectory());
    }

    @Override
    public Behavior<CallCommand> call(CallId call, ActorRef<ShardCommand> shard) {
      return Call.create(call, callPorts, settings.calls(), shard);
    }
  }
}
