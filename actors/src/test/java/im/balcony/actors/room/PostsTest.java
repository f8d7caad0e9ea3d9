package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.session.Frames;
import im.balcony.actors.session.OpenStanza;
import im.balcony.actors.session.RoomPost;
import im.balcony.actors.session.RoomStanza;
import im.balcony.actors.session.SessionCommand;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node of the room and one of its clients, in one JVM: what passes between them. */
class PostsTest {
  private static final String CONFIG =
      """
      akka.actor.provider = cluster
      akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      akka.remote.artery.advanced.maximum-frame-size = 1MiB
      akka.cluster.jmx.multi-mbeans-in-same-jvm = on
      akka.remote.warn-about-direct-use = off
      """;

  private final ActorTestKit rooms = node();
  private final ActorTestKit edge = node();
  private final Posts posts = new Posts(ActorRefResolver.get(rooms.system()), "life");

  private static ActorTestKit node() {
    return ActorTestKit.create(
        "posts",
        ConfigFactory.parseString(CONFIG)
            .withFallback(ConfigFactory.parseResources("balcony-wire.conf"))
            .withFallback(ConfigFactory.load())
            .resolve());
  }

  @AfterEach
  void stop() {
    edge.shutdownTestKit();
    rooms.shutdownTestKit();
  }

  private List<TestProbe<SessionCommand>> sessions(int count) {
    return IntStream.range(0, count).mapToObj(n -> edge.<SessionCommand>createTestProbe()).toList();
  }

  /** As the room's node knows it. */
  private ActorRef<SessionCommand> remote(TestProbe<SessionCommand> session) {
    var text = ActorRefResolver.get(edge.system()).toSerializationFormat(session.ref());
    return ActorRefResolver.get(rooms.system()).resolveActorRef(text);
  }

  private static RoomStanza stanza(long id, int chars) {
    var body = XmlElement.named("body", "jabber:client").text("x".repeat(chars)).build();
    var message = XmlElement.named("message", "jabber:client").child(body).build();
    return new RoomStanza(id, OpenStanza.of(message), true);
  }

  private static List<Long> ids(List<RoomStanza> stanzas) {
    return stanzas.stream().map(RoomStanza::id).toList();
  }

  @Test
  void whoGetsTheSameGetsItInOneMessageANode() {
    var shares = edge.<RoomPost.Share>createTestProbe();
    edge.system()
        .systemActorOf(
            Behaviors.<RoomPost.Share>receiveMessage(
                share -> {
                  shares.ref().tell(share);
                  return Behaviors.same();
                }),
            "room-post",
            Props.empty());
    var three = sessions(3);
    var said = List.of(stanza(7, 10), stanza(8, 10));
    posts.add(remote(three.get(0)), 8, List.copyOf(said));
    posts.add(remote(three.get(1)), 8, List.of(stanza(0, 10), said.get(0), said.get(1)));
    posts.add(remote(three.get(2)), 8, List.copyOf(said));
    posts.send();

    var same = shares.receiveMessage();
    assertEquals(2, same.sessions().size());
    assertEquals(List.of(7L, 8L), ids(same.stanzas()));
    var own = shares.receiveMessage();
    assertEquals(1, own.sessions().size());
    assertEquals(List.of(0L, 7L, 8L), ids(own.stanzas()));
    posts.add(remote(three.get(0)), 9, List.of());
    posts.send();
    assertEquals(9, shares.receiveMessage().upTo(), "nothing between them");
  }

  @Test
  void eachHearsAllInOrderAlsoWhatNoFrameHasRoomFor() {
    RoomPost.open(edge.system());
    var five = sessions(5);
    var said = LongStream.rangeClosed(1, 30).mapToObj(id -> stanza(id, 60_000)).toList();
    five.forEach(session -> posts.add(remote(session), 40, said));
    posts.send();
    five.forEach(session -> posts.add(remote(session), 41, List.of(stanza(41, 10))));
    posts.send();
    for (var session : five) {
      var heard = new ArrayList<Long>();
      var upTo = 0L;
      while (upTo < 41) {
        var told = session.expectMessageClass(SessionCommand.DeliverFromRoom.class);
        assertEquals("life", told.life());
        heard.addAll(ids(told.stanzas()));
        upTo = told.upTo();
        assertTrue(
            upTo == heard.get(heard.size() - 1) || upTo == 40, "never ahead of what is told");
      }
      assertEquals(
          LongStream.concat(LongStream.rangeClosed(1, 30), LongStream.of(41)).boxed().toList(),
          heard);
    }
  }

  @Test
  void aClientOfTheSameNodeIsToldAtOnce() {
    var session = rooms.<SessionCommand>createTestProbe();
    var said = List.of(stanza(1, 2 * Frames.BYTES_MAX));
    posts.add(session.ref(), 1, said);
    assertEquals(new SessionCommand.DeliverFromRoom("life", 1, said), session.receiveMessage());
  }
}
