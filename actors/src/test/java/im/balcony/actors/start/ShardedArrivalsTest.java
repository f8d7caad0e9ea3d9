package im.balcony.actors.start;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.routing.Domains;
import im.balcony.actors.routing.ShardRouter;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stream has brought, on its way to the entity of its sender. */
class ShardedArrivalsTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final ActorTestKit kit =
      ActorTestKit.create(
          "nodes",
          ConfigFactory.parseString(
                  """
                  akka.loglevel = WARNING
                  akka.actor.provider = cluster
                  akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                  akka.cluster.jmx.multi-mbeans-in-same-jvm = on
                  akka.cluster.sharding.number-of-shards = 10
                  akka.coordinated-shutdown.run-by-actor-system-terminate = off
                  """)
              .withFallback(ConfigFactory.parseResources("balcony-wire.conf"))
              .withFallback(ConfigFactory.load())
              .resolve());
  private final Queue<UserCommand.RemoteStanza> offered = new ConcurrentLinkedQueue<>();
  private volatile int answeredFrom = 1;

  @BeforeEach
  void join() {
    var cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    await().atMost(LONG).until(() -> cluster.selfMember().status() == MemberStatus.up());
    ClusterSharding.get(kit.system())
        .init(
            Entity.of(
                ShardRouter.USERS,
                entity ->
                    Behaviors.receiveMessage(
                        command -> {
                          var stanza = (UserCommand.RemoteStanza) command;
                          offered.add(stanza);
                          if (offered.size() >= answeredFrom) {
                            stanza.replyTo().tell(new UserCommand.RemoteSettled(stanza.arrival()));
                          }
                          return Behaviors.same();
                        })));
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private ShardedArrivals arrivals(Duration max) {
    return new ShardedArrivals(
        ClusterSharding.get(kit.system()),
        new Domains(List.of("montague.example"), "conference", "", true),
        new RepeatedQuestion(Duration.ofMillis(300), max),
        "node");
  }

  private static Stanza stanza(String name, String from) {
    var element =
        XmlElement.named(name, "jabber:client")
            .attribute("from", from)
            .attribute("to", "romeo@montague.example")
            .attribute("id", "i1")
            .build();
    return ((StanzaReader.Read) StanzaReader.read(element)).stanza();
  }

  @Test
  void aMessageIsOfferedUnderOneNameUntilItIsSettled() {
    answeredFrom = 3;
    var message = stanza("message", "juliet@capulet.example/balcony");
    arrivals(LONG).accept(message).toCompletableFuture().join();
    assertTrue(offered.size() >= 3);
    assertEquals(1, offered.stream().map(UserCommand.RemoteStanza::arrival).distinct().count());
  }

  @Test
  void aPresenceIsOfferedOnceAndNotWaitedForForEver() {
    answeredFrom = 2;
    var presence = stanza("presence", "juliet@capulet.example/balcony");
    var settled = arrivals(Duration.ofSeconds(2)).accept(presence).toCompletableFuture();
    await().atMost(LONG).until(() -> offered.size() == 1);
    assertThrows(CompletionException.class, settled::join);
    assertEquals(1, offered.size());
  }

  /** HARDENING A12. */
  @Test
  void nobodyFromAfarSpeaksForAnAddressOfThisServer() {
    for (var ours :
        List.of(
            "juliet@montague.example/balcony",
            "montague.example",
            "nave@conference.montague.example/Romeo")) {
      var forged = arrivals(LONG).accept(stanza("message", ours)).toCompletableFuture();
      var refused = assertThrows(CompletionException.class, forged::join);
      assertInstanceOf(IllegalArgumentException.class, refused.getCause());
    }
    assertEquals(0, offered.size());
  }
}
