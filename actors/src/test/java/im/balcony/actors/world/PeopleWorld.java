package im.balcony.actors.world;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.persistence.testkit.ProcessingSuccess;
import akka.persistence.testkit.StorageFailure;
import akka.persistence.testkit.WriteEvents;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.call.Call;
import im.balcony.actors.call.CallCommand;
import im.balcony.actors.call.CallId;
import im.balcony.actors.call.CallPorts;
import im.balcony.actors.call.CallSettings;
import im.balcony.actors.call.Calls;
import im.balcony.actors.conversation.Conversation;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.conversation.ConversationPorts;
import im.balcony.actors.conversation.ConversationSettings;
import im.balcony.actors.conversation.Elsewhere;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.externalservices.KnownServices;
import im.balcony.actors.feature.externalservices.ServicesSettings;
import im.balcony.actors.feature.fast.FastSettings;
import im.balcony.actors.feature.fast.FastTokens;
import im.balcony.actors.feature.list.FeatureList;
import im.balcony.actors.feature.list.FeatureSettings;
import im.balcony.actors.feature.mix.ChannelRooms;
import im.balcony.actors.feature.muc.PublicRooms;
import im.balcony.actors.feature.pubsub.PubsubLimits;
import im.balcony.actors.fence.Fence;
import im.balcony.actors.port.RemoteServers;
import im.balcony.actors.remote.RemotePorts;
import im.balcony.actors.remote.RemoteSettings;
import im.balcony.actors.remote.RemoteUser;
import im.balcony.actors.room.ChannelAnswer;
import im.balcony.actors.room.DirectoryCommand;
import im.balcony.actors.room.DirectorySettings;
import im.balcony.actors.room.HeadSettings;
import im.balcony.actors.room.Room;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.room.RoomDirectories;
import im.balcony.actors.room.RoomDirectory;
import im.balcony.actors.room.RoomPorts;
import im.balcony.actors.room.RoomSettings;
import im.balcony.actors.routing.RemoteArrivals;
import im.balcony.actors.routing.RemoteGate;
import im.balcony.actors.routing.RemoteGates;
import im.balcony.actors.routing.StanzaRouter;
import im.balcony.actors.routing.UserOccupants;
import im.balcony.actors.routing.UserParticipants;
import im.balcony.actors.session.SessionOrigin;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.account.AccountLog;
import im.balcony.actors.user.caps.CapsCache;
import im.balcony.actors.user.front.RoomRouteSettings;
import im.balcony.actors.user.front.User;
import im.balcony.actors.user.front.UserPorts;
import im.balcony.actors.user.front.UserSettings;
import im.balcony.actors.user.index.IndexLog;
import im.balcony.actors.user.messages.Conversations;
import im.balcony.actors.user.messages.MessagePathPorts;
import im.balcony.actors.user.messages.MessagePathSettings;
import im.balcony.actors.user.push.PushNotes;
import im.balcony.actors.user.push.PushSettings;
import im.balcony.actors.whisper.WhisperPorts;
import im.balcony.actors.whisper.Whisperer;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.archive.MessageLookup;
import im.balcony.persistence.archive.Note;
import im.balcony.persistence.archive.RoomArchive;
import im.balcony.persistence.archive.Sequenced;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.StoredScramKeys;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.persistence.memory.InMemoryCallRecordTable;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.memory.InMemoryExceptionsTable;
import im.balcony.persistence.memory.InMemoryIncarnationTable;
import im.balcony.persistence.memory.InMemoryNotesTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.contact.ContactAddresses;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.push.PushRoute;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Accounts as they are, conversations between them, logs in memory; clients are probes. */
public final class PeopleWorld
    implements UserParticipants,
        UserOccupants,
        Conversations,
        StanzaRouter,
        Rooms,
        RoomDirectories,
        PublicRooms,
        ChannelRooms,
        Calls,
        RemoteArrivals,
        AutoCloseable {
  /** What an account may keep at its nodes here. */
  public static final PubsubLimits PUBSUB = new PubsubLimits(6, 4, 500, 2_000, 3);

  /** Small enough that every limit is reached. */
  public static final RoomSettings ROOMS =
      new RoomSettings(
          RoomConfig.USUAL,
          4,
          3,
          10,
          1_000,
          5,
          10_000,
          1,
          40,
          100,
          100,
          10,
          4_096,
          Duration.ofMillis(600),
          20,
          Duration.ofMinutes(5),
          4,
          3,
          2,
          300,
          2,
          Duration.ofDays(7),
          2,
          Duration.ofMillis(600),
          Duration.ofMillis(200),
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          new HeadSettings(
              3, 20, Duration.ofMillis(50), Duration.ofMillis(200), 3, Duration.ofMinutes(5)));

  /** Short enough to be waited for. */
  public static final RemoteSettings REMOTE =
      new RemoteSettings(
          Duration.ofMinutes(5), Duration.ofSeconds(2), 50, 20, 3, Duration.ofSeconds(60));

  /** Short enough to be waited for. */
  public static final PushSettings PUSHES =
      new PushSettings(
          2,
          Duration.ofMillis(400),
          Duration.ofMillis(800),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          3,
          3,
          3,
          Duration.ofDays(1),
          Optional.of(PushRoute.Type.SILENT),
          Duration.ofSeconds(2));

  public final ActorTestKit kit;

  /** STUN and TURN servers; none, unless a test names some. */
  public final KnownServices external = new KnownServices(ServicesSettings.none());

  private int secrets;
  public final InMemoryIncarnationTable incarnations = new InMemoryIncarnationTable();
  public final List<Stanza> elsewhere = new CopyOnWriteArrayList<>();

  /** The ways to other servers; none, unless a test makes one. */
  public final RemoteGates gates = new RemoteGates();

  /** What conversations have noted for the sweeper. */
  public final InMemoryNotesTable conversationNotes = new InMemoryNotesTable();

  private static final int PUSH_NOTE_SHARDS = 2;

  /** What accounts have noted of pushes that they owe. */
  private final InMemoryNotesTable pushNotes = new InMemoryNotesTable();

  private final String domain;
  private final AtomicLong lastArrival = new AtomicLong();
  private volatile boolean federated;
  private volatile Duration conversationIdle = ConversationSettings.DEFAULT.idleAfter();

  /** What the entities say to their shard. */
  public final TestProbe<ClusterSharding.ShardCommand> shard;

  private final InMemoryExceptionsTable exceptions = new InMemoryExceptionsTable();
  private final InMemoryNotesTable callNotes = new InMemoryNotesTable();
  private final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
  private final EventCodec codec = new EventCodec(EventManifests.all());
  private final LogPlugins plugins = new LogPlugins("", "", 5, 2);
  private final HeldReads reader;
  private final Duration roomsAgainAfter;
  private final UserSettings settings;
  private final Clock clock = Clock.systemUTC();
  private @Nullable FeatureList features;
  private volatile Fence fence = Fence.alone();
  private final List<TestClient> clients = new CopyOnWriteArrayList<>();
  private final ActorRef<Post.Order<UserCommand>> users;
  private final ActorRef<Post.Order<ConversationCommand>> conversations;
  private final ActorRef<Post.Order<RoomCommand>> rooms;
  private final ActorRef<Post.Order<CallCommand>> calls;
  private final ActorRef<Post.Order<DirectoryCommand>> directories;

  public PeopleWorld() {
    this(UserSettings.DEFAULT);
  }

  /** Accounts of this domain. */
  public PeopleWorld(String domain) {
    this(UserSettings.DEFAULT, Duration.ofMillis(200), domain);
    conversationIdle = Duration.ofSeconds(2);
  }

  public PeopleWorld(UserSettings settings) {
    this(settings, Duration.ofMillis(200));
  }

  /**
   * @param roomsAgainAfter when a room has not answered, it is told again
   */
  public PeopleWorld(UserSettings settings, Duration roomsAgainAfter) {
    this(settings, roomsAgainAfter, "localhost");
  }

  private PeopleWorld(UserSettings settings, Duration roomsAgainAfter, String domain) {
    this.domain = domain;
    this.settings = settings;
    this.roomsAgainAfter = roomsAgainAfter;
    kit = Logs.worldKit();
    reader = new HeldReads(new StorageReader(PersistenceTestKit.create(kit.system())));
    var ports = userPorts();
    shard = kit.createTestProbe();
    var remotePorts =
        new RemotePorts(
            this,
            this,
            this,
            this,
            gates,
            Objects.requireNonNull(features).services(),
            messages(),
            clock);
    users = kit.spawn(Post.create(id -> user(Jid.parse(id), ports, remotePorts)));
    conversations =
        kit.spawn(
            Post.create(
                id ->
                    Conversation.create(
                        ConversationId.ofEntityId(id),
                        conversationPorts(),
                        conversationSettings(),
                        shard.ref())));
    rooms =
        kit.spawn(
            Post.create(id -> Room.create(Jid.parse(id), roomPorts(), ROOMS, shardOfRooms())));
    directories =
        kit.spawn(
            Post.create(
                id -> RoomDirectory.create(id, roomPorts(), new DirectorySettings(3, 100, 10, 5))));
    calls =
        kit.spawn(
            Post.create(
                id ->
                    Call.create(
                        CallId.ofEntityId(id), callPorts(), CallSettings.DEFAULT, shard.ref())));
  }

  private Behavior<UserCommand> user(Jid bareJid, UserPorts ports, RemotePorts remotePorts) {
    if (servesRooms(bareJid.domain())) {
      return Whisperer.create(
          bareJid,
          shard.ref(),
          new WhisperPorts(this, this, this, messages(), Duration.ofMinutes(5)));
    }
    return isElsewhere(bareJid.domain())
        ? RemoteUser.create(bareJid, shard.ref(), remotePorts, REMOTE)
        : User.create(bareJid, shard.ref(), ports, settings);
  }

  /** Rooms that leave are told to stop, as by sharding; what comes meanwhile waits. */
  private ActorRef<ClusterSharding.ShardCommand> shardOfRooms() {
    return kit.spawn(
        Behaviors.receiveMessage(
            command -> {
              if (command instanceof ClusterSharding.Passivate<?> leaving) {
                rooms.tell(new Post.Passivate<>(leaving.entity().path(), new Room.Stop()));
              }
              shard.ref().tell(command);
              return Behaviors.same();
            }));
  }

  private RoomPorts roomPorts() {
    return new RoomPorts(
        this,
        this,
        this::tell,
        incarnations,
        keys,
        codec,
        plugins,
        reader,
        new RoomArchive(reader, exceptions, keys, codec),
        new Gate(),
        () -> new byte[OccupantIds.SECRET_BYTES],
        clock);
  }

  private FeatureList features(MessageArchive archive) {
    return FeatureList.of(
        new FeatureSettings(
            "Balcony",
            "0.1",
            "https://balcony.example",
            new ContactAddresses(
                Map.of(ContactAddresses.Purpose.ABUSE, List.of("mailto:abuse@localhost"))),
            true,
            5,
            3,
            2,
            1_000,
            2_000,
            PUBSUB,
            List.of("work"),
            ServicesSettings.none(),
            "conference",
            "Rooms",
            2,
            2,
            2),
        archive,
        this,
        this,
        password ->
            CompletableFuture.completedFuture(
                password.equals("unusable") ? Optional.empty() : Optional.of(keysOf(password))),
        external,
        List.of(),
        Instant.now());
  }

  private UserPorts userPorts() {
    var archive = new MessageArchive(reader, exceptions, keys, codec);
    features = features(archive);
    return new UserPorts(
        incarnations,
        plugins,
        new MessagePathPorts(
            this,
            keys,
            codec,
            plugins,
            exceptions,
            new MessageLookup(reader, exceptions, keys, codec),
            new Gate(),
            clock),
        messages(),
        archive,
        this,
        this,
        new RoomRouteSettings(
            3, 50, 10, roomsAgainAfter, Duration.ofSeconds(1), 2, 3, 2, Duration.ofSeconds(1)),
        PUSHES,
        new PushNotes(pushNotes, PUSH_NOTE_SHARDS),
        this::call,
        features.services(),
        features.upgrade(),
        features.bookmarkedSettings(),
        new CapsCache(2),
        external,
        new FastTokens(
            new FastSettings(3, Duration.ofHours(1), Duration.ofDays(21), Duration.ofDays(1)),
            this::nextSecret),
        this);
  }

  private static MessagePathSettings messages() {
    return new MessagePathSettings(
        1_000,
        10,
        32 * 1024,
        2_000,
        Duration.ofMillis(200),
        Duration.ofMillis(400),
        Duration.ofMillis(5),
        Duration.ofMillis(30));
  }

  private byte[] nextSecret() {
    return ("token-" + ++secrets).getBytes(StandardCharsets.UTF_8);
  }

  private ConversationSettings conversationSettings() {
    var usual = ConversationSettings.DEFAULT;
    return new ConversationSettings(
        usual.queuedItemsMax(),
        usual.queuedBytesMax(),
        usual.batchEventsMax(),
        usual.batchBytesMax(),
        usual.tailEntriesMax(),
        usual.tailBytesMax(),
        usual.unconfirmedMax(),
        usual.repeatAfter(),
        usual.repeatAfterMax(),
        usual.noteAfter(),
        usual.admissionTimeout(),
        conversationIdle,
        usual.noteShards());
  }

  private ConversationPorts conversationPorts() {
    return new ConversationPorts(
        this,
        Elsewhere.beside(incarnations, this::isElsewhere, this::servesRooms),
        keys,
        codec,
        plugins,
        reader,
        conversationNotes,
        Fence.alone(),
        clock);
  }

  private CallPorts callPorts() {
    return new CallPorts(
        this,
        Elsewhere.beside(incarnations, this::isElsewhere, this::servesRooms),
        callNotes,
        new InMemoryCallRecordTable(),
        keys,
        codec,
        plugins,
        Fence.alone(),
        clock);
  }

  /** What stands for keys here. */
  public static List<StoredScramKeys> keysOf(String password) {
    return List.of(
        new StoredScramKeys(
            "SCRAM-SHA-256",
            new byte[16],
            4096,
            password.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            new byte[32]));
  }

  private CompletableFuture<Integer> call(Jid bareJid) {
    var called = new ArrayList<TestClient>();
    for (var client : clients) {
      if (client.isConnected() && client.jid().bare().equals(bareJid)) {
        called.add(client);
      }
    }
    called.forEach(TestClient::registerAgain);
    return CompletableFuture.completedFuture(called.size());
  }

  /** Makes the account unless it is there. */
  public void account(String bareJid) {
    var answer = kit.<AccountReply>createTestProbe();
    tell(Jid.parse(bareJid), new UserCommand.OpenAccount(keysOf("secret"), answer.ref()));
    answer.receiveMessage();
  }

  /** A bound client that has said nothing yet; the account is made if need be. */
  public TestClient connect(String fullJid) {
    var jid = Jid.parse(fullJid);
    account(jid.bare().toString());
    return connectOnly(fullJid);
  }

  /** As {@link #connect}, whether the account is there or not. */
  public TestClient connectOnly(String fullJid) {
    return connectOnly(fullJid, SessionOrigin.PLAIN);
  }

  /** A client of this origin, bound and silent; the account is made if need be. */
  public TestClient connect(String fullJid, SessionOrigin origin) {
    account(Jid.parse(fullJid).bare().toString());
    return connectOnly(fullJid, origin);
  }

  private TestClient connectOnly(String fullJid, SessionOrigin origin) {
    var client = new TestClient(this, Jid.parse(fullJid), origin);
    clients.add(client);
    client.register();
    return client;
  }

  /** A client that wants the roster and is available. */
  public TestClient online(String fullJid) {
    return online(fullJid, "");
  }

  public TestClient online(String fullJid, String presence) {
    var client = connect(fullJid);
    client.sends("<iq type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>");
    client.receives("<iq type='result' id='roster'/>");
    client.sends("<presence>" + presence + "</presence>");
    client.receives("<presence from='" + fullJid + "'/>");
    return client;
  }

  /** Both see each other's presence. */
  public void befriend(TestClient one, TestClient other) {
    ask(one, other);
    ask(other, one);
    one.quiet();
    other.quiet();
  }

  /** What conversations have noted for the sweeper. */
  public List<Note> notes() {
    var found = new ArrayList<Note>();
    for (var shard = 0; shard < ConversationSettings.DEFAULT.noteShards(); shard++) {
      for (var hour : conversationNotes.hours(shard).toCompletableFuture().join()) {
        found.addAll(conversationNotes.read(shard, hour).toCompletableFuture().join());
      }
    }
    return found;
  }

  /** What accounts owe to devices. */
  public List<Note> pushNotes() {
    var found = new ArrayList<Note>();
    for (var shard = 0; shard < PUSH_NOTE_SHARDS; shard++) {
      for (var hour : pushNotes.hours(shard).toCompletableFuture().join()) {
        found.addAll(pushNotes.read(shard, hour).toCompletableFuture().join());
      }
    }
    return found;
  }

  /** The sweeper comes by, for whoever owes pushes. */
  public void sweepPushes() {
    for (var note : pushNotes()) {
      tell(
          Jid.parse(note.entityId()),
          new UserCommand.FinishPushes(note.shard(), note.epochHour(), note.version()));
    }
  }

  /** The sweeper comes by. */
  public void sweep() {
    for (var note : notes()) {
      tell(
          ConversationId.ofEntityId(note.entityId()),
          new ConversationCommand.Wake(
              Jid.parse(note.subject()), note.shard(), note.epochHour(), note.version()));
    }
  }

  private static void ask(TestClient asking, TestClient asked) {
    var to = asked.jid().bare();
    var from = asking.jid().bare();
    asking.sends("<presence type='subscribe' to='" + to + "'/>");
    asked.receives("<presence type='subscribe' from='" + from + "'/>");
    asked.sends("<presence type='subscribed' to='" + from + "'/>");
    asking.receives("<presence type='subscribed' from='" + to + "'/>");
  }

  @Override
  public void tell(Jid bareJid, UserCommand command) {
    users.tell(new Post.Letter<>(bareJid.toString(), command));
  }

  /** Its node is gone, say. Clients that did not settle before must send again by themselves. */
  public void killUser(String bareJid) {
    users.tell(new Post.Kill<>(bareJid));
  }

  /** The same, and nothing is left of it when this returns. */
  public void endUser(String bareJid) {
    var ended = new CompletableFuture<Void>();
    users.tell(new Post.Kill<>(bareJid, ended));
    ended.orTimeout(5, TimeUnit.SECONDS).join();
  }

  /** The node of this conversation is gone, and nothing is left of it when this returns. */
  public void endConversation(String one, String other) {
    var ended = new CompletableFuture<Void>();
    var id = ConversationId.of(Jid.parse(one), Jid.parse(other));
    conversations.tell(new Post.Kill<>(id.entityId(), ended));
    ended.orTimeout(5, TimeUnit.SECONDS).join();
  }

  /** What says from now on whether the writes of Users and rooms count. */
  public void useFence(Fence other) {
    fence = other;
  }

  /** Users have their ports for life, worlds have several fences. */
  private final class Gate implements Fence {
    @Override
    public boolean isFresh() {
      return fence.isFresh();
    }

    @Override
    public CompletionStage<Void> confirmed() {
      return fence.confirmed();
    }
  }

  /** How many events the log of this account holds. */
  public int eventsOf(String bareJid) {
    return storage().persistedInStorage(AccountLog.persistenceIdOf(incarnation(bareJid))).size();
  }

  /** How many events the archive index of this account holds. */
  public int indexEventsOf(String bareJid) {
    return storage().persistedInStorage(IndexLog.persistenceIdOf(incarnation(bareJid))).size();
  }

  /** What was written to the archive index never reached the journal; its User is dead. */
  public void loseIndexOf(String bareJid) {
    storage().clearByPersistenceId(IndexLog.persistenceIdOf(incarnation(bareJid)));
  }

  /** The journal fails the next write of this account's log, which ends its User. */
  public CompletableFuture<Void> failNextWriteOf(String bareJid) {
    return failNextWriteTo(AccountLog.persistenceIdOf(incarnation(bareJid)));
  }

  /** The journal fails the next write of this account's archive index. */
  public CompletableFuture<Void> failNextIndexWriteOf(String bareJid) {
    return failNextWriteTo(IndexLog.persistenceIdOf(incarnation(bareJid)));
  }

  private CompletableFuture<Void> failNextWriteTo(String log) {
    var failed = new CompletableFuture<Void>();
    storage()
        .withPolicy(
            (id, operation) ->
                id.equals(log) && operation instanceof WriteEvents && failed.complete(null)
                    ? StorageFailure.create()
                    : ProcessingSuccess.getInstance());
    return failed;
  }

  /** Another server had the account and wrote this; its User is dead. */
  public void write(String bareJid, AccountEvent event) {
    var incarnation = incarnation(bareJid);
    var user = kit.<UserCommand>createTestProbe();
    var ring =
        keys.open(AccountLog.persistenceIdOf(incarnation))
            .thenCompose(open -> open.ensure(incarnation).thenApply(done -> open))
            .toCompletableFuture()
            .join();
    var form = AccountLog.form(incarnation, ring, codec, plugins);
    var log = kit.spawn(AccountLog.create(form, user.ref()));
    user.expectMessageClass(AccountLog.Recovered.class);
    log.tell(new BatchLog.Batch<>(List.of(event)));
    user.expectMessageClass(AccountLog.Appended.class);
    kit.stop(log);
  }

  private PersistenceTestKit storage() {
    return PersistenceTestKit.create(kit.system());
  }

  /** Which life the account is in, if it is there. */
  public Optional<String> incarnationOf(String bareJid) {
    return incarnations.find(Jid.parse(bareJid)).toCompletableFuture().join();
  }

  private String incarnation(String bareJid) {
    var found = incarnations.find(Jid.parse(bareJid)).toCompletableFuture().join();
    return found.orElseThrow();
  }

  /** Everything that the server does for its accounts. */
  public List<Feature> features() {
    return Objects.requireNonNull(features).all();
  }

  /** What archive pages and starting conversations are read with. */
  public HeldReads reads() {
    return reader;
  }

  public UserSettings settings() {
    return settings;
  }

  @Override
  public void route(Stanza stanza) {
    var to = stanza.to();
    if (to != null && (isElsewhere(to.domain()) || (isLocal(to.domain()) && to.local() != null))) {
      tell(to.bare(), new UserCommand.Route(stanza));
      return;
    }
    elsewhere.add(stanza);
    var from = stanza.from();
    if (from != null) {
      StanzaError.remoteServerNotFound()
          .bounce(stanza)
          .map(StanzaReader::read)
          .ifPresent(
              read ->
                  tell(from.bare(), new UserCommand.Route(((StanzaReader.Read) read).stanza())));
    }
  }

  @Override
  public boolean isLocal(String domain) {
    return domain.equals(this.domain);
  }

  public String domain() {
    return domain;
  }

  /** From now on there is this way to other servers. */
  public void federate(RemoteServers servers) {
    federated = true;
    gates.are(List.of(kit.spawn(RemoteGate.of(servers))));
  }

  @Override
  public boolean isElsewhere(String domain) {
    return federated && !isLocal(domain) && !servesRooms(domain);
  }

  /** A stream from another server has brought this. */
  @Override
  public CompletionStage<Void> accept(Stanza stanza) {
    return accept("arrival-" + lastArrival.incrementAndGet(), stanza);
  }

  /** The same, offered under a name of the test's choice. */
  public CompletionStage<Void> accept(String arrival, Stanza stanza) {
    var sender = Objects.requireNonNull(stanza.from()).bare().toString();
    return AskPattern.<Post.Order<UserCommand>, UserCommand.RemoteSettled>ask(
            users,
            replyTo ->
                new Post.Letter<>(sender, new UserCommand.RemoteStanza(arrival, stanza, replyTo)),
            Duration.ofSeconds(30),
            kit.system().scheduler())
        .thenAccept(settled -> {});
  }

  @Override
  public boolean servesRooms(String domain) {
    return domain.equals("conference." + this.domain);
  }

  @Override
  public boolean servesPush(String domain) {
    return false;
  }

  @Override
  public void tell(Jid room, RoomCommand command) {
    rooms.tell(new Post.Letter<>(room.toString(), command));
  }

  @Override
  public void tell(String service, DirectoryCommand command) {
    directories.tell(new Post.Letter<>(service, command));
  }

  /** Its node is gone, say. */
  public void killDirectory(String service) {
    directories.tell(new Post.Kill<>(service));
  }

  @Override
  public CompletionStage<Page> page(String service, PageRequest request, int itemsMax) {
    return AskPattern.<Post.Order<DirectoryCommand>, DirectoryCommand.DirectoryPage>ask(
            directories,
            replyTo ->
                new Post.Letter<>(
                    service,
                    new DirectoryCommand.Read(
                        request.after(), request.before(), itemsMax, replyTo)),
            Duration.ofSeconds(3),
            kit.system().scheduler())
        .thenApply(
            page ->
                new Page(
                    page.rooms().stream()
                        .map(room -> new DiscoItems.Item(room.room(), null, room.title()))
                        .toList(),
                    page.firstIndex(),
                    page.count()));
  }

  @Override
  public CompletionStage<DirectoryCommand.SearchAnswer> search(
      String service, DirectoryCommand.Query query) {
    return AskPattern.<Post.Order<DirectoryCommand>, DirectoryCommand.SearchAnswer>ask(
        directories,
        replyTo -> new Post.Letter<>(service, new DirectoryCommand.Search(query, replyTo)),
        Duration.ofSeconds(3),
        kit.system().scheduler());
  }

  @Override
  public boolean servesChannels(String service) {
    return servesRooms(service);
  }

  /** Asks again as a server does: a room may end while it is asked. */
  @Override
  public CompletionStage<ChannelRooms.Answer> askChannel(
      Jid channel, Jid account, XmlElement request) {
    return AskPattern.<Post.Order<RoomCommand>, ChannelAnswer>ask(
            rooms,
            replyTo ->
                new Post.Letter<>(
                    channel.toString(), new RoomCommand.AskAsAccount(account, request, replyTo)),
            Duration.ofMillis(500),
            kit.system().scheduler())
        .thenApply(answer -> new ChannelRooms.Answer(answer.payload(), answer.error()))
        .exceptionallyCompose(lost -> askChannel(channel, account, request));
  }

  /** Its node is gone, say. */
  public void killRoom(String room) {
    rooms.tell(new Post.Kill<>(room));
  }

  @Override
  public void tell(ConversationId conversation, ConversationCommand command) {
    conversations.tell(new Post.Letter<>(conversation.entityId(), command));
  }

  @Override
  public void tell(CallId call, CallCommand command) {
    calls.tell(new Post.Letter<>(call.entityId(), command));
  }

  /** Its node is gone, say. */
  public void killCall(CallId call) {
    calls.tell(new Post.Kill<>(call.entityId()));
  }

  /** What is durable of a call. */
  public List<CallEvent> callEvents(CallId call) {
    var parties = call.parties();
    var owner =
        ConversationId.logOf(
            incarnation(parties.first().toString()), incarnation(parties.second().toString()));
    var log = call.logOf(owner);
    var ring = keys.open(owner).toCompletableFuture().join();
    return new StorageReader(storage())
            .read(log, 1, Long.MAX_VALUE, Integer.MAX_VALUE, Direction.OLDEST_FIRST)
            .toCompletableFuture()
            .join()
            .stream()
            .map(Sequenced::event)
            .map(
                event ->
                    (CallEvent) codec.read(event.manifest(), ring.open(log, event).orElseThrow()))
            .toList();
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
