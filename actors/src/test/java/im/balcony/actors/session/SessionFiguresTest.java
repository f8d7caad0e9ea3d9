package im.balcony.actors.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import im.balcony.actors.port.metrics.RecordedMetrics;
import im.balcony.actors.port.tracing.StanzaTraces;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is counted of a session, and when. */
class SessionFiguresTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final SessionLimits LIMITS =
      new SessionLimits(10, 60_000, 1_000, 10, 1_000, 5, 60_000, 5, 60_000, 60, 0, 0, 60_000);

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final LocalSessions sessions =
      new LocalSessions(
          Clock.systemUTC(),
          10,
          60,
          1 << 20,
          1 << 20,
          metrics,
          new ReadTimes(16),
          StanzaTraces.NONE);
  private final TestProbe<UserCommand> user = KIT.createTestProbe();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aStanzaIsCountedWhenItComesAndTimedWhenItIsHandled() throws Exception {
    var wire = new RecordingConnection();
    var romeo = open("romeo@a.example/phone", wire);
    assertEquals(1, sessions.openSessions());
    send(romeo, wire, "<message id='m1' to='juliet@a.example'/>", "<presence/>");
    user.expectMessageClass(UserCommand.Submit.class);
    assertEquals(List.of("in message", "in presence"), metrics.taken());

    romeo.tell(new SessionCommand.Confirmed(1));
    romeo.tell(new SessionCommand.Confirmed(2));
    user.awaitAssert(
        () -> {
          assertEquals(List.of("acknowledged in time", "acknowledged in time"), metrics.told());
          return null;
        });
  }

  @Test
  void aMessageIsTimedFromItsSenderToTheFirstWhoGetsIt() throws Exception {
    var wire = new RecordingConnection();
    var romeo = open("romeo@a.example/phone", wire);
    var screen = new RecordingConnection();
    var juliet = open("juliet@a.example/balcony", screen);
    send(romeo, wire, "<message id='m1' to='juliet@a.example'/>");
    user.expectMessageClass(UserCommand.Submit.class);
    metrics.taken();

    var written = "<message from='romeo@a.example/phone' id='m1' to='juliet@a.example'/>";
    deliver(juliet, 5, written);
    assertEquals(written, screen.next());
    deliver(juliet, 6, written);
    assertEquals(written, screen.next());
    user.awaitAssert(
        () -> {
          assertEquals(List.of("delivered in time", "out 1", "out 1"), metrics.told());
          return null;
        });
  }

  @Test
  void whoTakesNothingIsRefusedByName() throws Exception {
    var wire = new RecordingConnection();
    var romeo = open("romeo@a.example/phone", wire);
    wire.setWritable(false);
    deliver(romeo, 5, "<message><body>" + "x".repeat(1_000) + "</body></message>");
    user.expectMessageClass(UserCommand.EndSession.class);
    assertEquals(List.of("refused session_queue"), metrics.taken());
    user.expectTerminated(romeo);
    assertEquals(0, sessions.openSessions());
  }

  private ActorRef<SessionCommand> open(String jid, RecordingConnection wire) throws Exception {
    var start =
        new SessionStart(
            SessionId.random(),
            Jid.parse(jid),
            SessionWelcome.toBind("b1"),
            SessionWishes.NONE,
            wire,
            (account, command) -> user.ref().tell(command),
            sessions,
            LIMITS);
    var session = KIT.spawn(ClientSession.create(start));
    user.expectMessageClass(UserCommand.RegisterSession.class);
    session.tell(new SessionCommand.Registered(1, null));
    wire.next();
    return session;
  }

  private static void send(
      ActorRef<SessionCommand> session, ClientConnection wire, String... stanzas)
      throws XmlException {
    var items = new ArrayList<ClientItem>();
    for (var stanza : stanzas) {
      var read =
          StanzaReader.read(
              XmlParser.parse(stanza.getBytes(UTF_8), Nonzas.CLIENT, XmlLimits.DEFAULT));
      items.add(new ClientItem.Accepted(((StanzaReader.Read) read).stanza()));
    }
    session.tell(new LocalCommand.Received(wire, items));
  }

  private static void deliver(ActorRef<SessionCommand> session, long archiveId, String stanza) {
    session.tell(
        new SessionCommand.Deliver(List.of(new Delivery(stanza.getBytes(UTF_8), archiveId, true))));
  }
}
