package im.balcony.actors.world;

import akka.actor.PoisonPill;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.conversation.Conversation;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.conversation.ConversationPorts;
import im.balcony.actors.conversation.ConversationSettings;
import im.balcony.actors.fence.Fence;
import im.balcony.actors.routing.UserParticipants;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.index.IndexLog;
import im.balcony.actors.user.messages.Conversations;
import im.balcony.actors.user.messages.MessagePathPorts;
import im.balcony.actors.user.messages.MessagePathSettings;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.MessageLookup;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.memory.InMemoryExceptionsTable;
import im.balcony.persistence.memory.InMemoryIncarnationTable;
import im.balcony.persistence.memory.InMemoryNotesTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Accounts, conversations and their logs, and a post between them that loses and doubles. */
public final class SmallWorld implements UserParticipants, Conversations, AutoCloseable {
  public final InMemoryNotesTable notes = new InMemoryNotesTable();
  public final InMemoryExceptionsTable exceptions = new InMemoryExceptionsTable();
  public final InMemoryIncarnationTable incarnations = new InMemoryIncarnationTable();
  public final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
  public final EventCodec codec = new EventCodec(EventManifests.all());
  public final ActorTestKit kit;
  public final PersistenceTestKit storage;
  private final LogPlugins plugins = new LogPlugins("", "", 25, 2);
  private final Map<String, Device> devices = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> blocked = new ConcurrentHashMap<>();
  private final Set<String> unreachable = ConcurrentHashMap.newKeySet();
  private final Map<String, String> incarnationOf = new ConcurrentHashMap<>();
  private final ActorRef<Post.Order<UserCommand>> users;
  private final ActorRef<Post.Order<ConversationCommand>> conversations;
  private final Clock clock;
  private final Random random;
  private volatile Fence fence = Fence.alone();
  private final AtomicInteger settlements = new AtomicInteger();
  private volatile double lossRate;
  private volatile double doubleRate;
  private volatile double delayRate;

  public SmallWorld(long seed, Clock clock) {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60)); // for busy machines
    this.random = new Random(seed);
    this.clock = clock;
    this.kit = Logs.worldKit();
    this.storage = PersistenceTestKit.create(kit.system());
    ActorRef<ClusterSharding.ShardCommand> shard =
        kit.spawn(Behaviors.<ClusterSharding.ShardCommand>ignore());
    this.users =
        kit.spawn(
            Post.create(id -> PlainUser.create(this, Objects.requireNonNull(devices.get(id)))));
    this.conversations =
        kit.spawn(
            Post.create(
                id ->
                    Conversation.create(
                        ConversationId.ofEntityId(id),
                        conversationPorts(),
                        conversationSettings(),
                        shard)));
  }

  public Device account(String bareJid) {
    var device = new Device(bareJid + "/phone");
    devices.put(bareJid, device);
    var incarnation = "life-" + bareJid.hashCode();
    incarnationOf.put(bareJid, incarnation);
    incarnations.create(Jid.parse(bareJid), incarnation);
    return device;
  }

  /** The device sends; what it sends is kept until it is settled. */
  public void say(Device device, Jid to, String originId, boolean stored) {
    device.add(device.message(to, originId), stored);
    users.tell(new Post.Letter<>(device.jid.bare().toString(), new PlainUser.Go()));
  }

  public void block(Device owner, Device other) {
    blockedBy(owner.jid.bare()).add(other.jid.bare().toString());
  }

  public void unreliable(double loss, double doubled, double delayed) {
    lossRate = loss;
    doubleRate = doubled;
    delayRate = delayed;
  }

  /** Counts the submissions that conversations answer as repeats from now on. */
  public void observe() {
    settlements.set(0);
  }

  public int observedSettlements() {
    return settlements.get();
  }

  /** The persistence id of a conversation. */
  public String logOf(Device one, Device other) {
    return ConversationId.logOf(incarnationOf(one.jid.bare()), incarnationOf(other.jid.bare()));
  }

  public void useFence(Fence other) {
    fence = other;
  }

  public void setReachable(Device device, boolean reachable) {
    if (reachable) {
      unreachable.remove(device.jid.bare().toString());
    } else {
      unreachable.add(device.jid.bare().toString());
    }
  }

  public void killUser(Device device) {
    var id = device.jid.bare().toString();
    users.tell(new Post.Kill<>(id));
    users.tell(new Post.Letter<>(id, new PlainUser.Go()));
  }

  public void killConversation(Device one, Device other) {
    conversations.tell(new Post.Kill<>(ConversationId.of(one.jid, other.jid).entityId()));
  }

  /** All persistent children die, as they do when their journal fails; the fronts stay. */
  public void killLogs() {
    Adapter.toClassic(kit.system())
        .actorSelection("/user/*/*/*")
        .tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());
  }

  /** The events of an account's index, as the journal holds them. */
  public List<IndexEvent.Indexed> index(Device device) {
    var log = IndexLog.persistenceIdOf(incarnationOf(device.jid.bare()));
    var entries = new ArrayList<IndexEvent.Indexed>();
    read(log).forEach(event -> entries.add((IndexEvent.Indexed) event));
    return entries;
  }

  /** The messages of a log, as the journal holds them; the first one has version 1. */
  public List<ConversationEvent.MessageSent> messages(String log) {
    var messages = new ArrayList<ConversationEvent.MessageSent>();
    read(log).forEach(event -> messages.add((ConversationEvent.MessageSent) event));
    return messages;
  }

  private List<Object> read(String log) {
    var ring = keys.open(log).toCompletableFuture().join();
    return new StorageReader(storage)
            .read(log, 1, Long.MAX_VALUE, Integer.MAX_VALUE, Direction.OLDEST_FIRST)
            .toCompletableFuture()
            .join()
            .stream()
            .map(
                each ->
                    codec.read(each.event().manifest(), ring.open(log, each.event()).orElseThrow()))
            .toList();
  }

  public String incarnationOf(Jid bareJid) {
    return String.valueOf(incarnationOf.get(bareJid.toString()));
  }

  Set<String> blockedBy(Jid bareJid) {
    return blocked.computeIfAbsent(bareJid.toString(), jid -> ConcurrentHashMap.newKeySet());
  }

  MessagePathPorts userPorts() {
    return new MessagePathPorts(
        this,
        keys,
        codec,
        plugins,
        exceptions,
        new MessageLookup(new StorageReader(storage), exceptions, keys, codec),
        fence,
        clock);
  }

  MessagePathSettings pathSettings() {
    return new MessagePathSettings(
        1_000,
        10,
        32 * 1024,
        2_000,
        Duration.ofMillis(200),
        Duration.ofMillis(400),
        Duration.ZERO,
        Duration.ofMillis(15));
  }

  private ConversationPorts conversationPorts() {
    return new ConversationPorts(
        this, incarnations, keys, codec, plugins, new StorageReader(storage), notes, fence, clock);
  }

  private static ConversationSettings conversationSettings() {
    return new ConversationSettings(
        1_000,
        1024 * 1024,
        20,
        32 * 1024,
        30,
        64 * 1024,
        50,
        Duration.ofMillis(200),
        Duration.ofMillis(400),
        Duration.ofMillis(1_000),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        4);
  }

  @Override
  public void settle(Jid account, Repeated repeated) {
    settlements.incrementAndGet();
    UserParticipants.super.settle(account, repeated);
  }

  @Override
  public void tell(Jid account, UserCommand command) {
    if (!unreachable.contains(account.toString())) {
      send(() -> users.tell(new Post.Letter<>(account.toString(), command)));
    }
  }

  @Override
  public void tell(ConversationId conversation, ConversationCommand command) {
    send(() -> conversations.tell(new Post.Letter<>(conversation.entityId(), command)));
  }

  @Override
  public boolean isLocal(String domain) {
    return domain.equals("localhost");
  }

  @Override
  public boolean isElsewhere(String domain) {
    return false;
  }

  private void send(Runnable delivery) {
    if (chance(lossRate)) {
      return;
    }
    if (chance(delayRate)) {
      kit.system()
          .scheduler()
          .scheduleOnce(Duration.ofMillis(20), delivery, kit.system().executionContext());
    } else {
      delivery.run();
    }
    if (chance(doubleRate)) {
      delivery.run();
    }
  }

  private boolean chance(double rate) {
    synchronized (random) {
      return rate > 0 && random.nextDouble() < rate;
    }
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
