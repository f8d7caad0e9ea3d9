package im.balcony.actors.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xep.mam.MamMetadata;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientSessionTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example/phone");
  private static final String SM = " xmlns='urn:xmpp:sm:3'";
  private static ActorTestKit kit = ActorTestKit.create();

  private final SessionId id = SessionId.random();
  private LocalSessions sessions = new LocalSessions(Clock.systemUTC(), 10, 60, 1 << 20, 1 << 20);
  private final RecordingConnection wire = new RecordingConnection();
  private TestProbe<UserCommand> user = kit.createTestProbe();
  private final TestProbe<UserCommand.SessionSilent> silences = kit.createTestProbe();

  @BeforeAll
  static void startKit() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stopKit() {
    kit.shutdownTestKit();
  }

  @BeforeEach
  void newUser() {
    user = kit.createTestProbe();
  }

  // ---- bind and submission

  @Test
  void theBindIsAnsweredOnlyWhenTheUserKnowsTheSession() throws Exception {
    var session = spawn(limits());
    var registration = user.expectMessageClass(UserCommand.RegisterSession.class);
    assertEquals(ROMEO, registration.fullJid());
    assertTrue(wire.isQuiet());

    session.tell(new SessionCommand.Registered(1, null));

    assertEquals(
        "<iq type='result' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
            + "<jid>romeo@a.example/phone</jid></bind></iq>",
        wire.next());
  }

  @Test
  void whatAClientWantsFromTheStartIsThereBeforeItsFirstStanza() throws Exception {
    var wishes =
        new SessionWishes(
            new SessionOrigin("agent", true), true, new StreamManagement.Enable(true, 60), false);
    var session = spawn(limits(), wishes);
    var registration = user.expectMessageClass(UserCommand.RegisterSession.class);
    assertTrue(registration.memory().carbons());
    assertTrue(registration.memory().archiveUsed());
    assertEquals(wishes.origin(), registration.origin());
    deliver(session, 0, "<message id='a'/>");
    send(session, "<message id='early'/>");

    session.tell(new SessionCommand.Registered(1, MamMetadata.EMPTY));

    assertEquals(
        "<iq type='result' id='b1'><bind"
            + " xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>romeo@a.example/phone</jid></bind>"
            + "</iq>",
        wire.next());
    assertEquals("<message id='a'/>", wire.next());
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new SessionCommand.Confirmed(1));
    send(session, "<r" + SM + "/>");
    assertEquals("<a" + SM + " h='1'/>", wire.next(), "what came early is counted");
    session.tell(new SessionCommand.RegisterAgain());
    var again = user.expectMessageClass(UserCommand.RegisterSession.class);
    assertFalse(again.origin().isSynchronizing(), "told once");
  }

  @Test
  void theWelcomeKnowsWhatWasAskedFor() throws Exception {
    var begun = new CompletableFuture<SessionWelcome.Begun>();
    SessionWelcome welcome =
        session -> {
          begun.complete(session);
          return List.of();
        };
    var wishes =
        new SessionWishes(SessionOrigin.PLAIN, false, new StreamManagement.Enable(true, 60), false);
    var session = spawn(limits(), wishes, welcome);

    session.tell(new SessionCommand.Registered(1, MamMetadata.EMPTY));

    var enabled = new StreamManagement.Enabled(id.value(), 60, null);
    assertEquals(
        new SessionWelcome.Begun(ROMEO, enabled, MamMetadata.EMPTY),
        begun.get(3, TimeUnit.SECONDS));
    assertTrue(sessions.find(id, ROMEO.bare()).isPresent(), "it can be resumed");
  }

  @Test
  void theRegistrationIsRepeatedUntilItIsAnswered() {
    spawn(limits());

    user.expectMessageClass(UserCommand.RegisterSession.class);
    user.expectMessageClass(UserCommand.RegisterSession.class);
  }

  @Test
  void aRefusedRegistrationEndsTheStream() throws Exception {
    var session = spawn(limits());

    session.tell(
        new SessionCommand.RegistrationRefused(
            new StreamError(StreamErrorCondition.POLICY_VIOLATION)));

    assertTrue(wire.next().contains("policy-violation"));
    kit.createTestProbe().expectTerminated(session);
  }

  @Test
  void aResourceTooManyIsRefusedByAStanza() throws Exception {
    var session = spawn(limits());

    session.tell(tooManySessions());

    assertEquals(
        "<iq type='error' id='b1'><error type='wait'>"
            + "<resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
        wire.next());
    assertEquals(RecordingConnection.CLOSED, wire.next());
    kit.createTestProbe().expectTerminated(session);
  }

  @Test
  void whoseRequestWasNoStanzaHearsItByTheStream() throws Exception {
    var session = spawn(limits(), SessionWishes.NONE, begun -> List.of());

    session.tell(tooManySessions());

    assertTrue(wire.next().contains("<resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-str"));
    kit.createTestProbe().expectTerminated(session);
  }

  @Test
  void aSessionThatHasBegunAndIsTooManyLaterHearsItByTheStream() throws Exception {
    var session = open();

    session.tell(tooManySessions());

    assertTrue(wire.next().contains("<resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-str"));
  }

  private static SessionCommand tooManySessions() {
    return new SessionCommand.RegistrationRefused(
        new StreamError(StreamErrorCondition.RESOURCE_CONSTRAINT));
  }

  @Test
  void stanzasGetTheSendersFullAddress() throws Exception {
    var session = open();

    send(session, "<message to='juliet@b.example' from='romeo@a.example'/>");

    var submit = user.expectMessageClass(UserCommand.Submit.class);
    assertEquals(1, submit.firstNumber());
    assertEquals(ROMEO, submit.stanzas().get(0).from());
  }

  @Test
  void anotherResourceOfTheSenderIsReplacedByItsOwn() throws Exception {
    var session = open();

    send(session, "<message to='juliet@b.example' from='romeo@a.example/of-another-day'/>");

    var submit = user.expectMessageClass(UserCommand.Submit.class);
    assertEquals(ROMEO, submit.stanzas().get(0).from());
  }

  @Test
  void theNameOfSomebodyElseEndsTheStream() throws Exception {
    var session = open();

    send(session, "<message to='juliet@b.example' from='mallory@a.example'/>");

    assertTrue(wire.next().contains("<invalid-from"));
    user.expectMessageClass(UserCommand.EndSession.class);
  }

  @Test
  void oneBatchIsOutAtATimeAndTheNextTakesAllThatWaits() throws Exception {
    var session = open();
    send(session, "<message id='1'/>");
    assertEquals(1, user.expectMessageClass(UserCommand.Submit.class).stanzas().size());
    send(session, "<message id='2'/>", "<message id='3'/>");
    send(session, "<message id='4'/>");
    user.expectNoMessage(Duration.ofMillis(20));

    session.tell(new SessionCommand.Confirmed(1));

    var second = user.expectMessageClass(UserCommand.Submit.class);
    assertEquals(2, second.firstNumber());
    assertEquals(List.of("2", "3", "4"), ids(second));
    session.tell(new SessionCommand.Confirmed(4));
    awaitSettled(4);
  }

  @Test
  void whatWaitsForIoDoesNotHoldUpTheNextBatch() throws Exception {
    var session = managed("<enable" + SM + "/>");
    send(session, "<iq type='set' id='1'><q xmlns='x'/></iq>", "<message id='2'/>");
    user.expectMessageClass(UserCommand.Submit.class);
    send(session, "<message id='3'/>", "<r" + SM + "/>");
    user.expectNoMessage(Duration.ofMillis(20));

    session.tell(new SessionCommand.Proceed(2));

    var second = user.expectMessageClass(UserCommand.Submit.class);
    assertEquals(3, second.firstNumber());
    assertEquals(List.of("3"), ids(second));
    assertEquals("<a" + SM + " h='0'/>", wire.next());
    session.tell(new SessionCommand.Confirmed(3));
    assertEquals("<a" + SM + " h='3'/>", wire.next());
  }

  @Test
  void aNewIncarnationOfTheUserGetsWhatWaitedForIoAndAllBehindIt() throws Exception {
    var session = open();
    send(session, "<iq type='set' id='1'><q xmlns='x'/></iq>");
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new SessionCommand.Proceed(1));
    send(session, "<message id='2'/>");
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new SessionCommand.RegisterAgain());
    var registration = user.expectMessageClass(UserCommand.RegisterSession.class);
    assertEquals(1, registration.nextNumber());

    session.tell(new SessionCommand.Registered(1, null));

    var again = user.expectMessageClass(UserCommand.Submit.class);
    assertEquals(1, again.firstNumber());
    assertEquals(List.of("1", "2"), ids(again));
  }

  @Test
  void anUnansweredBatchIsSentAgainFromTheFirstUnconfirmed() throws Exception {
    var session = open();
    send(session, "<message id='1'/>", "<message id='2'/>");
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new SessionCommand.Confirmed(1));

    var again = user.expectMessageClass(UserCommand.Submit.class);

    assertEquals(2, again.firstNumber());
    assertEquals(List.of("2"), ids(again));
  }

  @Test
  void aNewIncarnationOfTheUserGetsWhatItDoesNotKnow() throws Exception {
    var session = open();
    send(session, "<message id='1'/>", "<message id='2'/>");
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new SessionCommand.Remember(memoryWithCarbons()));
    session.tell(new SessionCommand.RegisterAgain());
    var registration = user.expectMessageClass(UserCommand.RegisterSession.class);
    assertEquals(1, registration.nextNumber());
    assertTrue(registration.memory().carbons());

    session.tell(new SessionCommand.Registered(2, null));

    assertEquals(List.of("2"), ids(user.expectMessageClass(UserCommand.Submit.class)));
  }

  @Test
  void refusedStanzasAreAnsweredAndDoNotReachTheUser() throws Exception {
    var session = open();

    send(session, "<iq type='get'><a xmlns='b'/><c xmlns='d'/></iq>");

    assertTrue(wire.next().contains("bad-request"));
    awaitSettled(1);
    user.expectNoMessage(Duration.ofMillis(20));
  }

  @Test
  void theSessionOfOldClientsIsAnsweredHere() throws Exception {
    var session = open();

    send(
        session,
        "<iq type='set' id='s'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>");

    assertEquals("<iq xmlns='jabber:client' type='result' id='s'/>", wire.next());
  }

  // ---- XEP-0198

  @Test
  void anAcknowledgementIsGivenOnlyWhenTheUserHasConfirmed() throws Exception {
    var session = managed("<enable" + SM + " resume='true'/>");
    send(session, "<message id='1'/>", "<r" + SM + "/>");
    user.expectMessageClass(UserCommand.Submit.class);
    assertTrue(wire.isQuiet());

    session.tell(new SessionCommand.Confirmed(1));

    assertEquals("<a" + SM + " h='1'/>", wire.next());
  }

  @Test
  void anAnswerThatTakesTooLongSaysWhatIsHandledSoFarAndTheRestFollows() throws Exception {
    var session = managed("<enable" + SM + "/>");
    send(session, "<message id='1'/>", "<r" + SM + "/>");

    assertEquals("<a" + SM + " h='0'/>", wire.next());
    session.tell(new SessionCommand.Confirmed(1));
    assertEquals("<a" + SM + " h='1'/>", wire.next());
  }

  @Test
  void stanzasBeforeEnableAreNotCounted() throws Exception {
    var session = open();
    send(session, "<presence/>", "<enable" + SM + "/>", "<message id='2'/>", "<r" + SM + "/>");
    assertEquals("<enabled" + SM + "/>", wire.next());

    session.tell(new SessionCommand.Confirmed(2));

    assertEquals("<a" + SM + " h='1'/>", wire.next());
  }

  @Test
  void enablingTwiceFails() throws Exception {
    var session = managed("<enable" + SM + "/>");

    send(session, "<enable" + SM + "/>");

    assertTrue(wire.next().startsWith("<failed"));
    assertTrue(wire.next().contains("policy-violation"));
  }

  @Test
  void acknowledgingMoreThanWasSentEndsTheStream() throws Exception {
    var session = managed("<enable" + SM + "/>");
    deliver(session, 0, "<message id='a'/>");
    wire.next();

    send(session, "<a" + SM + " h='2'/>");

    var error = wire.next();
    assertTrue(error.contains("<undefined-condition"), error);
    assertTrue(error.contains("<handled-count-too-high" + SM + " h='2' send-count='1'/>"), error);
  }

  @Test
  void theClientIsAskedAfterEnoughStanzas() throws Exception {
    var session = managed("<enable" + SM + "/>");

    deliver(session, 0, "<message id='a'/>", "<message id='b'/>", "<message id='c'/>");

    for (int i = 0; i < 3; i++) {
      assertTrue(wire.next().startsWith("<message"));
    }
    assertEquals("<r" + SM + "/>", wire.next());
  }

  @Test
  void aResumedStreamGoesOnWhereItWas() throws Exception {
    var session = managed("<enable" + SM + " resume='true' max='30'/>");
    deliver(session, 7, "<message id='a'/>", "<message id='b'/>");
    send(session, "<message id='1'/>");
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new SessionCommand.Confirmed(1));
    session.tell(new LocalCommand.ConnectionLost(wire));
    assertEquals(new UserCommand.SessionSilent(id, true, true), silences.receiveMessage());
    deliver(session, 8, "<message id='c'/>");
    var next = new RecordingConnection();
    assertEquals(Optional.of(session), sessions.find(id, ROMEO.bare()));

    assertTrue(resume(session, next, 1));
    assertEquals(new UserCommand.SessionSilent(id, false, false), silences.receiveMessage());

    assertEquals("<resumed" + SM + " previd='" + id + "' h='1'/>", next.next());
    assertEquals("<message id='b'/>", next.next());
    assertEquals("<message id='c'/>", next.next());
    user.expectNoMessage(Duration.ofMillis(20));
  }

  /** Seen when a database was killed: its Users died while connections were cut. */
  @Test
  void whatWaitsForAConnectionIsNotTakenAgainFromTheNextUser() throws Exception {
    var session = managed("<enable" + SM + " resume='true' max='30'/>");
    deliver(session, 7, "<message id='a'/>", "<message id='b'/>");
    session.tell(new LocalCommand.ConnectionLost(wire));
    deliver(session, 9, "<message id='c'/>", "<message id='d'/>");
    session.tell(new SessionCommand.RegisterAgain());
    var known = user.expectMessageClass(UserCommand.RegisterSession.class).marks();
    assertEquals(7, known.lastArchiveId());
    session.tell(new SessionCommand.Registered(1, null));
    deliver(session, 10, "<message id='c'/>", "<message id='d'/>", "<message id='e'/>");
    var next = new RecordingConnection();

    assertTrue(resume(session, next, 1));

    assertTrue(next.next().startsWith("<resumed"));
    for (var id : List.of("b", "c", "d", "e")) {
      assertEquals("<message id='" + id + "'/>", next.next());
    }
  }

  @Test
  void whatTheClientHasIsNotTakenAgainFromAUserThatKnowsLess() throws Exception {
    var session = managed("<enable" + SM + " resume='true'/>");
    deliver(session, 7, "<message id='a'/>", "<message id='b'/>");
    assertEquals("<message id='a'/>", wire.next());
    assertEquals("<message id='b'/>", wire.next());
    send(session, "<a" + SM + " h='2'/>");
    deliver(session, 8, "<message id='a'/>", "<message id='b'/>", "<message id='c'/>");

    assertEquals("<message id='c'/>", wire.next());
  }

  @Test
  void whatWasNotHandledYetIsSentAgainByAResumedClientAndCountsOnce() throws Exception {
    var session = managed("<enable" + SM + " resume='true'/>");
    send(session, "<message id='1'/>", "<message id='2'/>");
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new LocalCommand.ConnectionLost(wire));
    var next = new RecordingConnection();
    assertTrue(resume(session, next, 0));
    assertEquals("<resumed" + SM + " previd='" + id + "' h='0'/>", next.next());

    send(session, next, "<message id='1'/>", "<message id='2'/>", "<r" + SM + "/>");
    session.tell(new SessionCommand.Confirmed(2));
    assertEquals(List.of("1", "2"), ids(user.expectMessageClass(UserCommand.Submit.class)));
    session.tell(new SessionCommand.Confirmed(4));

    assertEquals("<a" + SM + " h='2'/>", next.next());
    assertEquals(3, next.settledItems(), "two stanzas and the question");
  }

  @Test
  void whatCameBeforeTheStreamWasManagedIsNotSentAgain() throws Exception {
    var session = open();
    send(session, "<presence/>", "<enable" + SM + " resume='true'/>", "<message id='1'/>");
    assertTrue(wire.next().startsWith("<enabled"));
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new LocalCommand.ConnectionLost(wire));
    var next = new RecordingConnection();
    assertTrue(resume(session, next, 0));
    assertTrue(next.next().endsWith(" h='0'/>"));

    send(session, next, "<message id='1'/>", "<r" + SM + "/>");
    session.tell(new SessionCommand.Confirmed(2));
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new SessionCommand.Confirmed(3));

    assertEquals("<a" + SM + " h='1'/>", next.next());
  }

  @Test
  void resumingTakesTheStreamFromAConnectionThatStillLives() throws Exception {
    var session = managed("<enable" + SM + " resume='1'/>");

    assertTrue(resume(session, new RecordingConnection(), 0));

    assertTrue(wire.next().contains("<conflict"));
  }

  @Test
  void anotherAccountCannotResume() throws Exception {
    var session = managed("<enable" + SM + " resume='true'/>");
    var taken = new CompletableFuture<Boolean>();

    session.tell(
        new LocalCommand.Resume(
            Jid.parse("mallory@a.example"),
            new RecordingConnection(),
            0,
            StreamManagement::toElement,
            taken));

    assertFalse(taken.get(3, TimeUnit.SECONDS));
    assertTrue(sessions.find(id, Jid.parse("mallory@a.example")).isEmpty());
  }

  @Test
  void whatNobodyAcknowledgedComesBackToTheUserWhenTheWindowCloses() throws Exception {
    var session = managed("<enable" + SM + " resume='true' max='1'/>");
    send(session, "<message id='1'/>");
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new SessionCommand.Confirmed(1));
    deliver(session, 7, "<message id='a'/>");
    deliver(session, 0, "<message id='b'/>");

    session.tell(new LocalCommand.ConnectionLost(wire));

    var end = user.expectMessageClass(UserCommand.EndSession.class);
    assertEquals(List.of(7L, 0L), end.unacknowledged().stream().map(Delivery::archiveId).toList());
    assertEquals(Optional.of(1L), sessions.lapsedCount(id, ROMEO.bare()));
    assertTrue(sessions.find(id, ROMEO.bare()).isEmpty());
  }

  // ---- slow and silent clients, and the end

  @Test
  void aSlowClientsStanzasWaitAndGoOutInOrder() throws Exception {
    var session = open();
    wire.setWritable(false);
    deliver(session, 0, "<message id='a'/>", "<message id='b'/>");
    send(session, "<iq type='result' id='balcony-ping-0'/>"); // processed after the delivery
    awaitSettled(1);
    assertTrue(wire.isQuiet());

    wire.setWritable(true);
    session.tell(new LocalCommand.Writable(wire));

    assertEquals("<message id='a'/>", wire.next());
    assertEquals("<message id='b'/>", wire.next());
  }

  @Test
  void aClientThatTakesNothingIsCutOffAndItsStanzasComeBack() throws Exception {
    var session = open();
    wire.setWritable(false);

    deliver(session, 5, "<message><body>" + "x".repeat(600) + "</body></message>");
    deliver(session, 6, "<message><body>" + "x".repeat(600) + "</body></message>");

    assertTrue(wire.next().contains("resource-constraint"));
    assertEquals(2, user.expectMessageClass(UserCommand.EndSession.class).unacknowledged().size());
  }

  @Test
  void whatIsNeverAcknowledgedIsBounded() throws Exception {
    var session = managed("<enable" + SM + " resume='true'/>");
    session.tell(new LocalCommand.ConnectionLost(wire));

    for (int i = 0; i < 3; i++) {
      deliver(session, i + 1, "<message><body>" + "x".repeat(400) + "</body></message>");
    }

    assertEquals(3, user.expectMessageClass(UserCommand.EndSession.class).unacknowledged().size());
  }

  @Test
  void aNodeThatKeepsTooMuchEndsWhoKeepsTheMost() throws Exception {
    sessions = new LocalSessions(Clock.systemUTC(), 10, 60, 800, 0);
    var other = sessions.waiting().share(() -> {});
    other.keeps(350);
    var session = managed("<enable" + SM + " resume='true'/>");
    session.tell(new LocalCommand.ConnectionLost(wire));
    var quarter = "<message><body>" + "x".repeat(200) + "</body></message>";

    deliver(session, 1, quarter);
    deliver(session, 2, quarter);

    assertEquals(2, user.expectMessageClass(UserCommand.EndSession.class).unacknowledged().size());
    user.expectTerminated(session);
    assertEquals(350, sessions.waiting().total());
  }

  @Test
  void aConnectedClientThatAcknowledgesNothingCountsAsWell() throws Exception {
    sessions = new LocalSessions(Clock.systemUTC(), 10, 60, 400, 0);
    var session = managed("<enable" + SM + " resume='true'/>");
    var half = "<message><body>" + "x".repeat(200) + "</body></message>";
    deliver(session, 1, half);
    assertEquals(half, wire.next());
    send(session, "<a" + SM + " h='1'/>");
    deliver(session, 2, half);
    assertEquals(half, wire.next());

    deliver(session, 3, half);

    assertEquals(half, wire.next());
    assertEquals("<r" + SM + "/>", wire.next(), "the third stanza");
    assertTrue(wire.next().contains("<resource-constraint"));
    assertEquals(2, user.expectMessageClass(UserCommand.EndSession.class).unacknowledged().size());
    user.expectTerminated(session);
    assertEquals(0, sessions.waiting().total());
  }

  @Test
  void aSilentSessionThatKeepsMostGoesForOneThatGrows() throws Exception {
    sessions = new LocalSessions(Clock.systemUTC(), 10, 60, 800, 0);
    var session = managed("<enable" + SM + " resume='true'/>");
    session.tell(new LocalCommand.ConnectionLost(wire));
    deliver(session, 1, "<message><body>" + "x".repeat(500) + "</body></message>");
    await().until(() -> sessions.waiting().total() > 500);

    sessions.waiting().share(() -> {}).keeps(400);

    assertEquals(1, user.expectMessageClass(UserCommand.EndSession.class).unacknowledged().size());
    user.expectTerminated(session);
    assertEquals(400, sessions.waiting().total());
  }

  @Test
  void aNodeThatHoldsTooMuchBackSendsWhatIsHeldBack() throws Exception {
    sessions = new LocalSessions(Clock.systemUTC(), 10, 60, 10_000, 300);
    var session = managed("<enable" + SM + " resume='true'/>");
    send(session, INACTIVE);
    var presence = presence("juliet", "x".repeat(150));
    offer(session, presence);
    await().until(() -> sessions.held().total() > 150);
    assertTrue(wire.isQuiet());

    sessions.held().share(() -> {}).keeps(120);

    assertEquals(presence, wire.next());
    await().until(() -> sessions.held().total() == 120);
  }

  @Test
  void aClientThatIsBackAndAcknowledgesKeepsNothingOfTheNodes() throws Exception {
    var session = managed("<enable" + SM + " resume='true'/>");
    session.tell(new LocalCommand.ConnectionLost(wire));
    deliver(session, 1, "<message><body>Hi</body></message>");
    var next = new RecordingConnection();

    assertTrue(resume(session, next, 0));

    assertTrue(next.next().startsWith("<resumed"));
    assertTrue(next.next().contains("Hi"));
    deliver(session, 2, "<message><body>Still there?</body></message>");
    assertTrue(next.next().contains("Still there?"));
    send(session, next, "<a" + SM + " h='2'/>");
    await().until(() -> sessions.waiting().total() == 0);
  }

  @Test
  void aSilentClientIsAskedInTheWayItUnderstands() throws Exception {
    var session = open();
    session.tell(new LocalCommand.Silent(wire));
    assertTrue(wire.next().contains("<ping xmlns='urn:xmpp:ping'/>"));
    send(session, "<enable" + SM + "/>");
    wire.next();

    session.tell(new LocalCommand.Silent(wire));

    assertEquals("<r" + SM + "/>", wire.next());
  }

  @Test
  void aClosedStreamEndsOnceWhatWasSentIsSettled() throws Exception {
    var session = managed("<enable" + SM + " resume='true'/>");
    send(session, "<message id='1'/>");
    user.expectMessageClass(UserCommand.Submit.class);
    session.tell(new LocalCommand.StreamClosed(wire));
    user.expectNoMessage(Duration.ofMillis(20));
    assertTrue(sessions.find(id, ROMEO.bare()).isEmpty());

    session.tell(new SessionCommand.Confirmed(1));

    assertEquals("<a" + SM + " h='1'/>", wire.next());
    assertEquals(RecordingConnection.CLOSED, wire.next());
    user.expectMessageClass(UserCommand.EndSession.class);
  }

  @Test
  void withoutStreamManagementALostConnectionEndsTheSession() throws Exception {
    var session = open();

    session.tell(new LocalCommand.ConnectionLost(wire));

    user.expectMessageClass(UserCommand.EndSession.class);
    kit.createTestProbe().expectTerminated(session);
  }

  @Test
  void aTerminatedSessionTellsItsClientWhy() throws Exception {
    var session = open();

    session.tell(new SessionCommand.Terminate(new StreamError(StreamErrorCondition.CONFLICT)));

    assertTrue(wire.next().contains("<conflict"));
    user.expectMessageClass(UserCommand.EndSession.class);
  }

  @Test
  void newsOfAnOldConnectionChangeNothing() throws Exception {
    var session = managed("<enable" + SM + " resume='true'/>");
    var next = new RecordingConnection();
    assertTrue(resume(session, next, 0));

    session.tell(new LocalCommand.ConnectionLost(wire));
    deliver(session, 0, "<message id='a'/>");

    assertTrue(next.next().startsWith("<resumed"));
    assertEquals("<message id='a'/>", next.next());
  }

  // ---- client state (XEP-0352)

  private static final String INACTIVE = "<inactive xmlns='urn:xmpp:csi:0'/>";
  private static final String COMPOSING =
      "<message xmlns='jabber:client' from='juliet@b.example/x'><composing"
          + " xmlns='http://jabber.org/protocol/chatstates'/></message>";

  @Test
  void whatIsNotUrgentWaitsForAnythingThatIsAndGoesBeforeIt() throws Exception {
    var session = managed("<enable" + SM + "/>");
    send(session, INACTIVE, "<r" + SM + "/>");
    assertEquals("<a" + SM + " h='0'/>", wire.next());
    offer(session, presence("a", "away"), presence("b", "away"), COMPOSING, presence("a", "dnd"));
    send(session, "<r" + SM + "/>");
    assertEquals("<a" + SM + " h='0'/>", wire.next(), "nothing went out");

    deliver(session, 7, "<message id='m'><body>Hi</body></message>");

    assertEquals(presence("b", "away"), wire.next());
    assertEquals(COMPOSING, wire.next());
    assertEquals(presence("a", "dnd"), wire.next());
    assertEquals("<message id='m'><body>Hi</body></message>", wire.next());
    assertEquals("<r" + SM + "/>", wire.next());
    send(session, "<a" + SM + " h='4'/>", "<r" + SM + "/>");
    assertEquals("<a" + SM + " h='0'/>", wire.next(), "four were counted");
    offer(session, presence("c", "away"));
    send(session, "<r" + SM + "/>");
    assertEquals("<a" + SM + " h='0'/>", wire.next(), "it is inactive still");
  }

  @Test
  void activityReleasesWhatWaitedBeforeWhatIsBehindIt() throws Exception {
    var session = managed("<enable" + SM + "/>");
    send(session, INACTIVE);
    offer(session, presence("a", "away"));

    send(session, "<active xmlns='urn:xmpp:csi:0'/>", "<r" + SM + "/>");

    assertEquals("<a" + SM + " h='0'/>", wire.next());
    assertEquals(presence("a", "away"), wire.next());
    offer(session, presence("a", "dnd"));
    assertEquals(presence("a", "dnd"), wire.next());
  }

  @Test
  void whatWaitsIsBounded() throws Exception {
    var session = open();
    send(session, INACTIVE);

    offer(session, presence("a", "1"), presence("b", "1"), presence("c", "1"), presence("d", "1"));

    assertEquals(presence("a", "1"), wire.next());
    offer(session, presence("e", "x".repeat(500)));
    assertEquals(presence("b", "1"), wire.next());
    assertEquals(presence("c", "1"), wire.next());
    assertEquals(presence("d", "1"), wire.next());
    assertEquals(presence("e", "x".repeat(500)), wire.next());
  }

  @Test
  void aSessionMayBeginInactive() throws Exception {
    var session = spawn(limits(), new SessionWishes(SessionOrigin.PLAIN, false, null, true));
    assertTrue(user.expectMessageClass(UserCommand.RegisterSession.class).inactive());
    session.tell(new SessionCommand.Registered(1, null));
    wire.next();

    offer(session, presence("a", "away"));
    deliver(session, 0, "<iq id='i' type='result'/>");

    assertEquals(presence("a", "away"), wire.next());
    assertEquals("<iq id='i' type='result'/>", wire.next());
  }

  @Test
  void aResumedSessionIsActiveAndGetsWhatWaitedBehindWhatIsSentAgain() throws Exception {
    var session = managed("<enable" + SM + " resume='true'/>");
    deliver(session, 0, "<message id='m'><body>Hi</body></message>");
    wire.next();
    send(session, INACTIVE);
    offer(session, presence("a", "away"));
    session.tell(new LocalCommand.ConnectionLost(wire));
    var next = new RecordingConnection();

    assertTrue(resume(session, next, 0));

    assertTrue(next.next().startsWith("<resumed"));
    assertEquals("<message id='m'><body>Hi</body></message>", next.next());
    assertEquals(presence("a", "away"), next.next());
    assertTrue(next.next().startsWith("<r "), "the third stanza");
    offer(session, presence("a", "dnd"));
    assertEquals(presence("a", "dnd"), next.next());
  }

  @Test
  void whatWaitedComesBackWithTheRestWhenTheSessionEnds() throws Exception {
    var session = open();
    send(session, INACTIVE);
    offer(session, presence("a", "away"));

    session.tell(new LocalCommand.StreamClosed(wire));

    assertEquals(1, user.expectMessageClass(UserCommand.EndSession.class).unacknowledged().size());
  }

  /** Invariant I3: of two nodes that tell what a room said, the later one begins where it must. */
  @Test
  void whatARoomSaidPassesOnce() throws Exception {
    var session = open();
    var room = kit.<RoomHeard>createTestProbe();
    session.tell(new SessionCommand.TellHowFar("life", room.ref()));
    assertEquals(new RoomHeard(ROMEO, session, HeardRooms.UNKNOWN), room.receiveMessage());
    fromRoom(session, 9, roomStanza(0, "in"));
    session.tell(new SessionCommand.TellHowFar("life", room.ref()));
    assertEquals(9, room.receiveMessage().upTo());
    fromRoom(session, 11, roomStanza(9, "old"), roomStanza(11, "eleven"));
    fromRoom(session, 10, roomStanza(10, "late"));
    fromRoom(session, 11, roomStanza(0, "passing"));
    for (var id : List.of("in", "eleven", "passing")) {
      assertTrue(wire.next().contains("id='" + id + "'"), id);
    }
    session.tell(new SessionCommand.TellHowFar("life", room.ref()));
    assertEquals(11, room.receiveMessage().upTo());
    session.tell(new SessionCommand.TellHowFar("another", room.ref()));
    assertEquals(HeardRooms.UNKNOWN, room.receiveMessage().upTo());
  }

  private static RoomStanza roomStanza(long id, String name) {
    var stanza = XmlElement.named("message", "jabber:client").attribute("id", name).build();
    return new RoomStanza(id, OpenStanza.of(stanza), true);
  }

  private static void fromRoom(ActorRef<SessionCommand> session, long upTo, RoomStanza... stanzas) {
    session.tell(new SessionCommand.DeliverFromRoom("life", upTo, List.of(stanzas)));
  }

  private static String presence(String from, String show) {
    return "<presence xmlns='jabber:client' from='%s@b.example/x'><show>%s</show></presence>"
        .formatted(from, show);
  }

  /** As {@link #deliver}, of what need not go at once. */
  private static void offer(ActorRef<SessionCommand> session, String... stanzas) {
    session.tell(
        new SessionCommand.Deliver(
            Arrays.stream(stanzas).map(stanza -> new Delivery(utf8(stanza), 0, false)).toList()));
  }

  // ---- steps

  private ActorRef<SessionCommand> spawn(SessionLimits limits) {
    return spawn(limits, SessionWishes.NONE);
  }

  private ActorRef<SessionCommand> spawn(SessionLimits limits, SessionWishes wishes) {
    return spawn(limits, wishes, SessionWelcome.toBind("b1"));
  }

  private ActorRef<SessionCommand> spawn(
      SessionLimits limits, SessionWishes wishes, SessionWelcome welcome) {
    Users users =
        (jid, command) -> {
          if (command instanceof UserCommand.SessionSilent silent) {
            silences.ref().tell(silent);
          } else {
            user.ref().tell(command);
          }
        };
    return kit.spawn(
        ClientSession.create(
            new SessionStart(id, ROMEO, welcome, wishes, wire, users, sessions, limits)));
  }

  private ActorRef<SessionCommand> open() throws InterruptedException {
    var session = spawn(limits());
    user.expectMessageClass(UserCommand.RegisterSession.class);
    session.tell(new SessionCommand.Registered(1, null));
    wire.next();
    return session;
  }

  private ActorRef<SessionCommand> managed(String enable) throws Exception {
    var session = open();
    send(session, enable);
    assertTrue(wire.next().startsWith("<enabled"));
    return session;
  }

  private void send(ActorRef<SessionCommand> session, String... elements) throws XmlException {
    send(session, wire, elements);
  }

  private static void send(
      ActorRef<SessionCommand> session, ClientConnection from, String... elements)
      throws XmlException {
    var items = new java.util.ArrayList<ClientItem>();
    for (var element : elements) {
      items.add(item(XmlParser.parse(utf8(element), Nonzas.CLIENT, XmlLimits.DEFAULT)));
    }
    session.tell(new LocalCommand.Received(from, items));
  }

  private static ClientItem item(XmlElement element) {
    var result = StanzaReader.read(element);
    if (result instanceof StanzaReader.Read read) {
      return new ClientItem.Accepted(read.stanza());
    }
    return result instanceof StanzaReader.Refused refused
        ? new ClientItem.Refused(refused.reply())
        : new ClientItem.Nonza(element);
  }

  /**
   * @param lastArchiveId of the last of them, 0 for stanzas that are not archived
   */
  private static void deliver(
      ActorRef<SessionCommand> session, long lastArchiveId, String... stanzas) {
    var deliveries = new ArrayList<Delivery>();
    for (var at = 0; at < stanzas.length; at++) {
      var id = lastArchiveId == 0 ? 0 : lastArchiveId - (stanzas.length - 1 - at);
      deliveries.add(new Delivery(utf8(stanzas[at]), id, true));
    }
    session.tell(new SessionCommand.Deliver(deliveries));
  }

  private static boolean resume(ActorRef<SessionCommand> session, ClientConnection next, long h)
      throws Exception {
    var taken = new CompletableFuture<Boolean>();
    session.tell(
        new LocalCommand.Resume(ROMEO.bare(), next, h, StreamManagement::toElement, taken));
    return taken.get(3, TimeUnit.SECONDS);
  }

  private void awaitSettled(int items) {
    await().until(() -> wire.settledItems() == items);
  }

  private static List<String> ids(UserCommand.Submit submit) {
    return submit.stanzas().stream().map(Stanza::id).map(String::valueOf).toList();
  }

  private static SessionMemory memoryWithCarbons() {
    return SessionMemory.NONE.withCarbons(true);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static SessionLimits limits() {
    return new SessionLimits(10, 150, 1000, 100, 1000, 3, 5000, 50, 100, 600, 3, 500, 2000);
  }
}
