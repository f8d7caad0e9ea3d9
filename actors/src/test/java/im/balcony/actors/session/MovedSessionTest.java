package im.balcony.actors.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestProbe;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.jid.Jid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** XEP-0198 5 at any edge of a region: a session goes where its client goes (HARDENING F2). */
class MovedSessionTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String NAVE = "nave@conference.localhost";
  private static final String MUC = "http://jabber.org/protocol/muc";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestEdge first = new TestEdge(world, 20_000);
  private final TestEdge second = new TestEdge(world, 20_000);
  private final TestEdge third = new TestEdge(world, 20_000);
  private final MovingClient juliet = new MovingClient("juliet@localhost/balcony");

  @AfterEach
  void close() {
    world.close();
  }

  private SessionId comesOnline(TestEdge edge) throws Exception {
    world.account("juliet@localhost");
    var id = edge.begins(juliet.jid(), juliet);
    await().atMost(LONG).until(() -> edge.resumable.find(id, juliet.jid().bare()).isPresent());
    juliet.sends("<presence/>");
    await().atMost(LONG).until(() -> !juliet.got(each -> each.name().equals("presence")).isEmpty());
    return id;
  }

  private void say(int from, int to) {
    IntStream.range(from, to)
        .forEach(
            n ->
                romeo.sends(
                    "<message to='juliet@localhost' type='chat' id='m%d'><body>%d</body></message>"
                        .formatted(n, n)));
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> "m" + n).toList();
  }

  private void awaitMessages(int count) {
    await().atMost(LONG).until(() -> juliet.messages().size() >= count);
  }

  @Test
  void a_client_that_comes_to_another_edge_goes_on_there() throws Exception {
    var id = comesOnline(first);
    say(0, 3);
    awaitMessages(3);
    juliet.falls();
    say(3, 6);
    romeo.settles();

    assertTrue(second.resumes(id, juliet));

    say(6, 9);
    awaitMessages(9);
    assertEquals(names(0, 9), juliet.messages());
    juliet.sends("<message to='romeo@localhost' type='chat' id='j1'><body>Hi</body></message>");
    romeo.receives("<message id='j1' from='juliet@localhost/balcony'/>");
    assertTrue(first.resumable.find(id, juliet.jid().bare()).isEmpty());
    romeo.receivesNo("<presence type='unavailable'/>");
  }

  @Test
  void it_may_go_on_and_on_while_others_talk() throws Exception {
    var id = comesOnline(first);
    var edges = List.of(second, third, first);
    for (var move = 0; move < 12; move++) {
      say(move * 20, move * 20 + 10);
      juliet.falls();
      say(move * 20 + 10, move * 20 + 20);
      assertTrue(edges.get(move % 3).resumes(id, juliet), "move " + move);
    }

    awaitMessages(240);
    romeo.settles();
    assertEquals(names(0, 240), juliet.messages());
  }

  @Test
  void what_the_client_has_sent_is_settled_wherever_it_is() throws Exception {
    var id = comesOnline(first);
    var edges = List.of(second, third, first);
    for (var n = 0; n < 30; n++) {
      juliet.sends(
          "<message to='romeo@localhost' type='chat' id='j%d'><body>%d</body></message>"
              .formatted(n, n));
      if (n % 5 == 4) {
        juliet.losesConnection();
        assertTrue(edges.get(n / 5 % 3).resumes(id, juliet));
      }
    }
    for (var n = 0; n < 30; n++) {
      romeo.receives("<message id='j%d'/>".formatted(n));
    }
    romeo.receivesNo("<message type='chat'/>");
  }

  @Test
  void an_edge_that_drains_gives_its_sessions_to_another_one() throws Exception {
    var id = comesOnline(first);
    juliet.sends("<presence to='romeo@localhost'/>");
    romeo.receives("<presence from='juliet@localhost/balcony'/>");
    var before = new MovingClient("nurse@localhost/kitchen");
    world.account("nurse@localhost");
    first.begins(before.jid(), before);
    say(0, 2);
    awaitMessages(2);

    first.letAllGo(second).get(30, TimeUnit.SECONDS);

    assertFalse(juliet.isConnected());
    assertFalse(juliet.wasClosed(), "its stream is not closed: it may resume");
    assertNull(juliet.lastError());
    assertEquals(0, first.resumable.size());
    assertEquals(2, second.resumable.size());
    say(2, 5); // nobody is connected, and it waits
    romeo.settles();
    assertTrue(third.resumes(id, juliet), "at an edge that it was not given to");
    say(5, 7);
    awaitMessages(7);
    assertEquals(names(0, 7), juliet.messages());
    romeo.receivesNo("<presence type='unavailable'/>");
    assertEquals(1, second.resumable.size());
  }

  @Test
  void an_edge_that_drains_takes_nobody_any_more() throws Exception {
    comesOnline(first);
    var gone = first.letAllGo(second);
    gone.get(30, TimeUnit.SECONDS);
    var late = new MovingClient("nurse@localhost/kitchen");
    world.account("nurse@localhost");

    var refused = assertThrows(ExecutionException.class, () -> first.begins(late.jid(), late));

    assertTrue(String.valueOf(refused.getMessage()).contains("system-shutdown"));
    assertTrue(late.wasClosed());
  }

  @Test
  void what_rooms_say_keeps_its_order() throws Exception {
    enter("Romeo");
    romeo.sends(
        "<iq type='set' id='open' to='%s'><query xmlns='%s#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>"
            .formatted(NAVE, MUC));
    romeo.receives("<iq type='result' id='open'/>");
    var id = comesOnline(first);
    juliet.sends("<presence to='%s/Juliet'><x xmlns='%s'/></presence>".formatted(NAVE, MUC));
    romeo.receives("<presence from='%s/Juliet'/>".formatted(NAVE));
    var edges = List.of(second, third, first);
    var said = new ArrayList<String>();
    for (var move = 0; move < 6; move++) {
      for (var n = 0; n < 5; n++) {
        said.add("r" + move + "." + n);
        romeo.sends(
            "<message to='%s' type='groupchat' id='r%d.%d'><body>hear</body></message>"
                .formatted(NAVE, move, n));
      }
      juliet.falls();
      assertTrue(edges.get(move % 3).resumes(id, juliet));
      romeo.settles();
    }

    awaitMessages(said.size());
    assertEquals(said, juliet.messages());
    romeo.receivesNo("<presence from='%s/Juliet' type='unavailable'/>".formatted(NAVE));
  }

  private void enter(String nick) {
    romeo.sends("<presence to='%s/%s'><x xmlns='%s'/></presence>".formatted(NAVE, nick, MUC));
    romeo.receives(
        "<presence from='%s/%s'><x xmlns='%s#user'><status code='110'/></x></presence>"
            .formatted(NAVE, nick, MUC));
    romeo.receives("<message type='groupchat'><subject/></message>");
  }

  @Test
  void a_session_that_nobody_takes_is_taken_back() throws Exception {
    var hasty = new TestEdge(world, 300);
    var id = comesOnline(hasty);
    TestProbe<SessionMove> nobody = world.kit.createTestProbe();
    world.tell(juliet.jid().bare(), new UserCommand.MoveSession(id, nobody.ref()));
    nobody.expectMessageClass(SessionMove.Begins.class);
    say(0, 3);
    await().atMost(LONG).until(() -> hasty.resumable.find(id, juliet.jid().bare()).isPresent());
    juliet.falls();

    assertTrue(hasty.resumes(id, juliet));

    say(3, 5);
    awaitMessages(5);
    assertEquals(names(0, 5), juliet.messages());
  }

  @Test
  void who_comes_with_it_after_it_was_taken_back_has_to_go() throws Exception {
    var id = comesOnline(first);
    TestProbe<SessionCommand> late = world.kit.createTestProbe();

    world.tell(
        juliet.jid().bare(),
        new UserCommand.RegisterSession(
            id,
            juliet.jid(),
            late.ref(),
            SessionOrigin.PLAIN.begun(),
            1,
            Marks.NONE,
            false,
            SessionMemory.NONE));

    late.expectMessageClass(SessionCommand.MovedTo.class);
    say(0, 3);
    awaitMessages(3);
    assertEquals(names(0, 3), juliet.messages());
    assertTrue(juliet.isConnected());
  }

  @Test
  void a_client_that_is_where_its_session_is_on_its_way_to_keeps_its_connection() throws Exception {
    var id = comesOnline(first);
    juliet.falls();
    var move = new UserCommand.MoveSession(id, second.arrivals);
    world.tell(juliet.jid().bare(), move);
    world.tell(juliet.jid().bare(), move);
    await().atMost(LONG).until(() -> second.resumable.find(id, juliet.jid().bare()).isPresent());

    assertTrue(second.resumes(id, juliet));

    say(0, 3);
    awaitMessages(3);
    romeo.settles();
    assertEquals(names(0, 3), juliet.messages());
    assertTrue(juliet.isConnected());
    assertEquals(1, second.resumable.openSessions());
  }

  @Test
  void a_session_of_somebody_else_is_as_unknown_as_one_that_never_was() throws Exception {
    var id = comesOnline(first);

    assertTrue(second.fetch(id, Jid.parse("romeo@localhost")).isEmpty());
    assertTrue(second.fetch(SessionId.random(), juliet.jid().bare()).isEmpty());
    assertTrue(second.fetch(id, juliet.jid().bare()).isPresent());
  }

  @Test
  void a_User_that_is_started_anew_finds_a_session_that_has_moved() throws Exception {
    var id = comesOnline(first);
    juliet.falls();
    assertTrue(second.resumes(id, juliet));
    say(0, 2);
    awaitMessages(2);

    world.killUser("juliet@localhost");
    second.registerAgain(juliet.jid());

    say(2, 4);
    awaitMessages(4);
    assertEquals(names(0, 4), juliet.messages());
  }
}
