package im.balcony.actors.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.routing.RemoteGate;
import im.balcony.actors.routing.RemoteGates;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.Conversations;
import im.balcony.actors.user.messages.MessagePathSettings;
import im.balcony.actors.user.messages.Outboxes;
import im.balcony.actors.user.messages.Submitter;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a conversation is given to a gate, when, and what the conversation hears of it. */
class RemoteOutboxTest {
  private static final Jid ROMEO = Jid.parse("romeo@montague.example");
  private static final Jid JULIET = Jid.parse("juliet@capulet.example");
  private static final ConversationId BOTH = ConversationId.of(ROMEO, JULIET);
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final RemoteSettings SETTINGS =
      new RemoteSettings(
          Duration.ofMinutes(15), Duration.ofSeconds(90), 4, 4, 4, Duration.ofMinutes(1));

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<RemoteGate.Pass> gate = kit.createTestProbe();
  private final TestProbe<RemoteGate.Passed> answers = kit.createTestProbe();
  private final RemoteGates gates = new RemoteGates();
  private final List<ConversationCommand> told = new ArrayList<>();
  private final List<String> bounced = new ArrayList<>();
  private final RemoteLine line = new RemoteLine(JULIET, gates, SETTINGS, answers.ref());
  private final Conversations conversations = new Told();
  private final RemoteOutbox outbox =
      new RemoteOutbox(
          JULIET,
          line,
          conversations,
          SETTINGS,
          Clock.fixed(NOW, ZoneOffset.UTC),
          (stanza, error) -> bounced.add(stanza.id() + " " + error.condition().elementName()));
  private final RemoteSubmissions own =
      new RemoteSubmissions(
          new Outboxes(new Juliet(), conversations, MessagePathSettings.DEFAULT),
          SETTINGS,
          jid -> false,
          stanza -> {},
          (stanza, error) -> {});

  private static final class Juliet implements Submitter {
    @Override
    public Jid bareJid() {
      return JULIET;
    }

    @Override
    public String incarnation() {
      return "life";
    }
  }

  private final class Told implements Conversations {
    @Override
    public void tell(ConversationId conversation, ConversationCommand command) {
      told.add(command);
    }

    @Override
    public boolean isLocal(String domain) {
      return domain.equals(ROMEO.domain());
    }

    @Override
    public boolean isElsewhere(String domain) {
      return !isLocal(domain);
    }
  }

  @BeforeEach
  void open() {
    gates.are(List.of(gate.ref()));
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private static ConversationEntry entry(long version, Jid from, Instant at) {
    var to = from.equals(ROMEO) ? JULIET : ROMEO;
    var xml =
        "<message xmlns='jabber:client' type='chat' id='m%d' from='%s/a' to='%s'><body>x</body></message>"
            .formatted(version, from, to);
    return new ConversationEntry(
        version,
        version,
        Jid.parse(from + "/a"),
        to,
        new SessionId("s"),
        version,
        "chat",
        true,
        null,
        xml.getBytes(StandardCharsets.UTF_8),
        at);
  }

  private void pass(long confirmed, ConversationEntry... entries) {
    outbox.pass(new UserCommand.PassEntries(BOTH, confirmed, Arrays.asList(entries)), own);
  }

  private void gateSays(RemoteGate.Pass pass, @Nullable StanzaError refusal) {
    line.onPassed(new RemoteGate.Passed(pass.ticket(), refusal));
  }

  @Test
  void theConversationHearsOfWhatWasSentWithoutAGap() {
    pass(0, entry(1, ROMEO, NOW), entry(2, ROMEO, NOW), entry(3, JULIET, NOW));
    var first = gate.receiveMessage();
    var second = gate.receiveMessage();
    assertEquals(List.of("m1", "m2"), List.of(first.stanza().id(), second.stanza().id()));
    gateSays(second, null);
    assertEquals(List.of(), told);
    gateSays(first, null);
    assertEquals(List.of(new ConversationCommand.Indexed(JULIET, 3, 0)), told);
  }

  @Test
  void whatIsOnItsWayOrThereIsNotSentAgain() {
    pass(0, entry(1, ROMEO, NOW));
    pass(0, entry(1, ROMEO, NOW));
    var only = gate.receiveMessage();
    gateSays(only, null);
    pass(0, entry(1, ROMEO, NOW)); // what was told was lost
    gate.expectNoMessage(Duration.ofMillis(100));
    var indexed = new ConversationCommand.Indexed(JULIET, 1, 0);
    assertEquals(List.of(indexed, indexed), told);
  }

  @Test
  void whatCameTooEarlyIsAskedForInOrder() {
    pass(4, entry(6, ROMEO, NOW));
    assertEquals(List.of(new ConversationCommand.Repeat(JULIET, 5)), told);
    gate.expectNoMessage(Duration.ofMillis(100));
    pass(4, entry(5, ROMEO, NOW), entry(6, ROMEO, NOW));
    assertEquals("m5", gate.receiveMessage().stanza().id());
    assertEquals("m6", gate.receiveMessage().stanza().id());
  }

  @Test
  void whatTheOtherServerDoesNotTakeNowIsOfferedAgainUntilItIsTooOld() {
    pass(0, entry(1, ROMEO, NOW.minus(Duration.ofMinutes(14))));
    gateSays(gate.receiveMessage(), StanzaError.remoteServerTimeout());
    assertEquals(List.of(), told);
    pass(0, entry(1, ROMEO, NOW.minus(Duration.ofMinutes(16))));
    gateSays(gate.receiveMessage(), StanzaError.remoteServerTimeout());
    assertEquals(List.of("m1 remote-server-timeout"), bounced);
    assertEquals(List.of(new ConversationCommand.Indexed(JULIET, 1, 0)), told);
  }

  @Test
  void nothingOvertakesWhatIsToBeOfferedAgain() {
    pass(0, entry(1, ROMEO, NOW));
    gateSays(gate.receiveMessage(), StanzaError.remoteServerTimeout());
    pass(0, entry(2, ROMEO, NOW), entry(3, JULIET, NOW));
    gate.expectNoMessage(Duration.ofMillis(100));
    pass(0, entry(1, ROMEO, NOW), entry(2, ROMEO, NOW), entry(3, JULIET, NOW));
    var first = gate.receiveMessage();
    var second = gate.receiveMessage();
    assertEquals(List.of("m1", "m2"), List.of(first.stanza().id(), second.stanza().id()));
    gateSays(first, null);
    gateSays(second, null);
    assertEquals(new ConversationCommand.Indexed(JULIET, 3, 0), told.get(told.size() - 1));
  }

  @Test
  void whatNoServerTakesComesBackAtOnce() {
    pass(0, entry(1, ROMEO, NOW));
    gateSays(gate.receiveMessage(), StanzaError.remoteServerNotFound());
    assertEquals(List.of("m1 remote-server-not-found"), bounced);
    assertEquals(List.of(new ConversationCommand.Indexed(JULIET, 1, 0)), told);
  }

  @Test
  void anEarlierNoteMakesItSendWhatItDidNotKnow() {
    pass(6, entry(7, ROMEO, NOW));
    gateSays(gate.receiveMessage(), null);
    pass(4, entry(5, ROMEO, NOW), entry(6, ROMEO, NOW), entry(7, ROMEO, NOW));
    gateSays(gate.receiveMessage(), null);
    gateSays(gate.receiveMessage(), null);
    gate.expectNoMessage(Duration.ofMillis(100));
    assertEquals(new ConversationCommand.Indexed(JULIET, 7, 0), told.get(told.size() - 1));
  }

  @Test
  void beyondTheLimitNothingIsGivenToTheGate() {
    for (var n = 1; n <= SETTINGS.underWayMax() + 1; n++) {
      pass(0, entry(n, ROMEO, NOW));
    }
    for (var n = 1; n <= SETTINGS.underWayMax(); n++) {
      gate.receiveMessage();
    }
    gate.expectNoMessage(Duration.ofMillis(100));
    assertEquals(List.of(), bounced); // it is offered again
  }

  @Test
  void withoutAGateItWaits() {
    gates.are(List.of());
    pass(0, entry(1, ROMEO, NOW));
    assertTrue(told.isEmpty() && bounced.isEmpty() && line.isIdle());
  }
}
