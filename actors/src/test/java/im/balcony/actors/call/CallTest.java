package im.balcony.actors.call;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.call.CallFact.Kind;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.fence.Fence;
import im.balcony.actors.world.Logs;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.memory.InMemoryIncarnationTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call with its log: what was answered is durable, whenever the call dies. */
class CallTest {
  private static final Jid ROMEO = Jid.parse("romeo@localhost");
  private static final Jid JULIET = Jid.parse("juliet@localhost");
  private static final Jid PHONE = Jid.parse("romeo@localhost/phone");
  private static final Jid BALCONY = Jid.parse("juliet@localhost/balcony");
  private static final Jid TABLET = Jid.parse("juliet@localhost/tablet");
  private static final CallId CALL = new CallId(ConversationId.of(ROMEO, JULIET), "a call");
  private static final Duration SHORT = Duration.ofMillis(300);

  /** What an account's User hears. */
  private record Noted(Jid account, long ticket, CallOutcome outcome) {}

  private final ActorTestKit kit = Logs.worldKit();
  private final PersistenceTestKit storage = PersistenceTestKit.create(kit.system());
  private final InMemoryIncarnationTable incarnations = new InMemoryIncarnationTable();
  private final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
  private final TestProbe<Noted> users = kit.createTestProbe();
  private final TestProbe<ClusterSharding.ShardCommand> shard = kit.createTestProbe();
  private CallSettings settings = CallSettings.DEFAULT;
  private ActorRef<CallCommand> call = kit.<CallCommand>createTestProbe().ref();
  private long lastTicket;

  CallTest() {
    incarnations.create(ROMEO, "life-1");
    incarnations.create(JULIET, "life-2");
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private void starts() {
    CallParties parties =
        (account, id, ticket, outcome) -> users.ref().tell(new Noted(account, ticket, outcome));
    var ports =
        new CallPorts(
            parties,
            incarnations,
            keys,
            new EventCodec(EventManifests.all()),
            new LogPlugins("", "", 3, 2),
            Fence.alone(),
            Clock.systemUTC());
    call = kit.spawn(Call.create(CALL, ports, settings, shard.ref()));
  }

  private void dies() {
    kit.stop(call);
    starts();
  }

  private CallOutcome told(Kind kind, Jid from, Jid to) {
    tell(kind, from, to);
    var noted = users.receiveMessage();
    assertEquals(lastTicket, noted.ticket());
    return noted.outcome();
  }

  private void tell(Kind kind, Jid from, Jid to) {
    var fact = new CallFact(kind, from, to, List.of(), null, false, null, Instant.now());
    call.tell(new CallCommand.Tell(to.bare(), ++lastTicket, fact));
  }

  private List<String> written() {
    return sealed().stream().map(SealedEvent::manifest).toList();
  }

  private List<SealedEvent> sealed() {
    return storage.persistedInStorage(CALL.logOf(ConversationId.logOf("life-1", "life-2"))).stream()
        .map(SealedEvent.class::cast)
        .toList();
  }

  @Test
  void aCallThatDiesAtEachStepGoesOnWhereItWas() {
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    dies();
    told(Kind.RINGING, BALCONY, PHONE);
    dies();
    told(Kind.PROPOSE, PHONE, JULIET); // by the other account
    told(Kind.PROCEED, BALCONY, PHONE);
    dies();
    assertEquals(CallOutcome.TAKEN_ELSEWHERE, told(Kind.PROCEED, TABLET, PHONE));
    told(Kind.SESSION_INITIATE, PHONE, BALCONY);
    dies();
    told(Kind.SESSION_ACCEPT, BALCONY, PHONE);
    dies();
    told(Kind.SESSION_TERMINATE, BALCONY, PHONE);
    dies();
    told(Kind.FINISH, PHONE, BALCONY);
    assertEquals(
        List.of(
            "call-proposed.1",
            "device-rang.1",
            "call-taken.1",
            "session-offered.1",
            "call-connected.1",
            "call-ended.1"),
        written());
  }

  @Test
  void factsThatComeTogetherAreDecidedInTheirOrder() {
    starts();
    tell(Kind.PROPOSE, PHONE, JULIET);
    tell(Kind.PROCEED, TABLET, PHONE);
    tell(Kind.PROCEED, BALCONY, PHONE);
    assertEquals(CallOutcome.NOTED, users.receiveMessage().outcome());
    assertEquals(CallOutcome.NOTED, users.receiveMessage().outcome());
    assertEquals(CallOutcome.TAKEN_ELSEWHERE, users.receiveMessage().outcome());
    assertEquals(List.of("call-proposed.1", "call-taken.1"), written());
  }

  @Test
  void whoeverKillsItAnywhereFindsOneWinnerAndOneEnd() {
    var random = new Random(20261122);
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    var devices = List.of(BALCONY, TABLET, Jid.parse("juliet@localhost/watch"));
    for (var step = 0; step < 40; step++) {
      var device = devices.get(random.nextInt(devices.size()));
      switch (random.nextInt(step < 25 ? 4 : 6)) {
        case 0 -> dies();
        case 1 -> told(Kind.RINGING, device, PHONE);
        case 2, 3 -> told(Kind.PROCEED, device, PHONE);
        case 4 -> told(Kind.RETRACT, PHONE, JULIET);
        default -> told(Kind.FINISH, device, PHONE);
      }
    }
    told(Kind.FINISH, PHONE, JULIET);
    var written = written();
    assertEquals(1, written.stream().filter("call-taken.1"::equals).count());
    assertEquals(written.size() - 1, written.indexOf("call-ended.1"));
    assertTrue(written.lastIndexOf("device-rang.1") < written.indexOf("call-taken.1"));
  }

  @Test
  void nobodyAnswersForTooLong() {
    settings = new CallSettings(SHORT, SHORT, Duration.ofHours(1), 10, Duration.ofMinutes(1));
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    await().until(() -> written().equals(List.of("call-proposed.1", "call-ended.1")));
  }

  @Test
  void whatWasDueWhileItWasDeadComesFirst() {
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    settings = new CallSettings(Duration.ZERO, SHORT, SHORT, 10, Duration.ofMinutes(1));
    dies();
    told(Kind.PROCEED, BALCONY, PHONE);
    assertEquals(List.of("call-proposed.1", "call-ended.1"), written());
  }

  @Test
  void aCallThatIsOverLeavesTheMemory() {
    settings = new CallSettings(SHORT, SHORT, SHORT, 10, SHORT);
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    told(Kind.RETRACT, PHONE, JULIET);
    shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @Test
  void nothingIsWrittenForANameThatDoesNotExist() {
    settings = new CallSettings(SHORT, SHORT, SHORT, 10, SHORT);
    incarnations.remove(JULIET, "life-2");
    starts();
    assertEquals(CallOutcome.NOTED, told(Kind.PROPOSE, PHONE, JULIET));
    assertEquals(CallOutcome.NOTED, told(Kind.RETRACT, PHONE, JULIET));
    assertEquals(List.of(), written());
    shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @Test
  void whoeverReadsTheDiskLearnsNothing() {
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    assertEquals(1, sealed().size());
    var bytes = new String(sealed().get(0).ciphertext(), StandardCharsets.ISO_8859_1);
    assertTrue(!bytes.contains("romeo") && !bytes.contains("juliet"));
  }
}
