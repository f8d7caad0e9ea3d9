package im.balcony.actors.routing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.call.CallCommand;
import im.balcony.actors.call.CallId;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.conversation.Participants;
import im.balcony.actors.room.DirectoryCommand;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.session.EdgeSessions;
import im.balcony.actors.session.LocalSessionsAccess;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node for entities and one for clients, joined, in one JVM: what passes between them. */
class TwoNodesTest {
  private static final String CONFIG =
      """
      akka.loglevel = WARNING
      akka.actor.provider = cluster
      akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      akka.cluster.jmx.multi-mbeans-in-same-jvm = on
      akka.cluster.sharding.number-of-shards = 10
      akka.coordinated-shutdown.run-by-actor-system-terminate = off
      """;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Jid ROMEO = Jid.parse("romeo@localhost");
  private static final Jid JULIET = Jid.parse("juliet@localhost");

  private final ActorTestKit actors = node("actor");
  private final ActorTestKit edge = node("edge");
  private final Queue<Object> arrived = new ConcurrentLinkedQueue<>();
  private final Queue<String> started = new ConcurrentLinkedQueue<>();

  private static ActorTestKit node(String role) {
    return ActorTestKit.create(
        "nodes",
        ConfigFactory.parseString(CONFIG + "akka.cluster.roles = [" + role + "]")
            .withFallback(ConfigFactory.parseResources("balcony-wire.conf"))
            .withFallback(ConfigFactory.load())
            .resolve());
  }

  @BeforeEach
  void join() {
    var first = Cluster.get(actors.system());
    var second = Cluster.get(edge.system());
    first.manager().tell(Join.create(first.selfMember().address()));
    second.manager().tell(Join.create(first.selfMember().address()));
    await().atMost(LONG).until(() -> second.selfMember().status() == MemberStatus.up());
  }

  @AfterEach
  void stop() {
    edge.shutdownTestKit();
    actors.shutdownTestKit();
  }

  private final class Recording implements BalconySharding.Entities {
    private final String node;

    private Recording(String node) {
      this.node = node;
    }

    @Override
    public Behavior<UserCommand> user(Jid bareJid, ActorRef<ShardCommand> shard) {
      started.add(node + " " + bareJid);
      return Behaviors.receiveMessage(
          command -> {
            arrived.add(command);
            return Behaviors.same();
          });
    }

    @Override
    public UserCommand userStop() {
      return new UserCommand.Stop();
    }

    @Override
    public Behavior<RoomCommand> room(Jid address, ActorRef<ShardCommand> shard) {
      started.add(node + " " + address);
      return Behaviors.receiveMessage(
          command -> {
            arrived.add(command);
            return Behaviors.same();
          });
    }

    @Override
    public Behavior<ConversationCommand> conversation(
        ConversationId conversation, ActorRef<ShardCommand> shard) {
      started.add(node + " " + conversation.entityId());
      return Behaviors.receiveMessage(
          command -> {
            arrived.add(command);
            return Behaviors.same();
          });
    }

    @Override
    public Behavior<DirectoryCommand> roomDirectory(String service) {
      started.add(node + " " + service);
      return Behaviors.receiveMessage(
          command -> {
            arrived.add(command);
            return Behaviors.same();
          });
    }

    @Override
    public Behavior<CallCommand> call(CallId call, ActorRef<ShardCommand> shard) {
      started.add(node + " " + call.entityId());
      return Behaviors.receiveMessage(
          command -> {
            arrived.add(command);
            return Behaviors.same();
          });
    }
  }

  @Test
  void commandsFromAnEdgeReachEntitiesThatOnlyActorNodesHave() {
    BalconySharding.init(actors.system(), new Recording("actor"));
    BalconySharding.init(edge.system(), new Recording("edge"));
    var router =
        new ShardRouter(
            ClusterSharding.get(edge.system()),
            new Domains(List.of("LocalHost"), "conference", "push", true));
    assertTrue(router.isLocal("localhost"));
    assertFalse(router.isLocal("elsewhere.example"));
    assertTrue(router.isElsewhere("elsewhere.example"));
    assertFalse(router.isElsewhere("conference.localhost"));

    var conversation = ConversationId.of(ROMEO, JULIET);
    var settled = new UserCommand.SendSettled(conversation, new SessionId("s"), 7, "log", 3);
    router.settle(ROMEO, new Participants.Repeated(conversation, "log", new SessionId("s"), 7, 3));
    var indexed = new ConversationCommand.Indexed(JULIET, 3, 1_700_000_000_000_000L);
    router.tell(conversation, indexed);
    assertTrue(router.servesRooms("conference.localhost"));
    assertFalse(router.servesRooms("localhost"));
    var submitted = new RoomCommand.Submit(ROMEO, 1, List.of());
    router.tell(Jid.parse("nave@conference.localhost"), submitted);
    await().atMost(LONG).until(() -> arrived.size() == 3);
    assertTrue(arrived.contains(submitted));
    assertTrue(arrived.contains(settled));
    assertTrue(arrived.contains(indexed));
    assertTrue(started.stream().allMatch(name -> name.startsWith("actor ")), started.toString());
  }

  @Test
  void anEdgeLetsTheSessionsOfAnAccountRegisterAgain() {
    TestProbe<SessionCommand> session = edge.createTestProbe();
    edge.spawn(EdgeSessions.create(LocalSessionsAccess.with(ROMEO, session.ref())));
    var directory = actors.spawn(EdgeDirectory.create());

    var ofRomeo = new CompletableFuture<Integer>();
    directory.tell(new EdgeDirectory.Find(ROMEO, ofRomeo));
    var ofJuliet = new CompletableFuture<Integer>();
    directory.tell(new EdgeDirectory.Find(JULIET, ofJuliet));
    await().atMost(LONG).until(() -> ofRomeo.isDone() && ofJuliet.isDone());
    // the edge may be known too late for the first question on a busy machine
    await()
        .atMost(LONG)
        .until(
            () -> {
              var again = new CompletableFuture<Integer>();
              directory.tell(new EdgeDirectory.Find(ROMEO, again));
              return again.join() == 1;
            });
    session.expectMessageClass(SessionCommand.RegisterAgain.class);
    assertEquals(0, ofJuliet.join());
  }
}
