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
import im.balcony.persistence.archive.Note;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.memory.InMemoryCallRecordTable;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.memory.InMemoryIncarnationTable;
import im.balcony.persistence.memory.InMemoryNotesTable;
import im.balcony.persistence.records.CallRecordReader;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

  private static final Duration LONG = Duration.ofMinutes(1);

  /** What an account's User hears. */
  private record Noted(Jid account, long ticket, CallOutcome outcome) {}

  /** What the initiator's User is asked to store. */
  private record Asked(Jid account, Message message) {
    private CallRecord record() {
      return CallRecord.in(message.element()).orElseThrow();
    }
  }

  private final ActorTestKit kit = Logs.worldKit();
  private final PersistenceTestKit storage = PersistenceTestKit.create(kit.system());
  private final InMemoryIncarnationTable incarnations = new InMemoryIncarnationTable();
  private final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
  private final TestProbe<Noted> users = kit.createTestProbe();
  private TestProbe<Asked> records = kit.createTestProbe();
  private final InMemoryCallRecordTable kept = new InMemoryCallRecordTable();
  private final InMemoryNotesTable notes = new InMemoryNotesTable();
  private final TestProbe<ClusterSharding.ShardCommand> shard = kit.createTestProbe();
  private CallSettings settings = CallSettings.DEFAULT;
  private ActorRef<CallCommand> call = kit.<CallCommand>createTestProbe().ref();
  private long lastTicket;
  private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS); // as it is on disk

  CallTest() {
    incarnations.create(ROMEO, "life-1");
    incarnations.create(JULIET, "life-2");
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private void starts() {
    var parties =
        new CallParties() {
          @Override
          public void noted(Jid account, CallId id, long ticket, CallOutcome outcome) {
            users.ref().tell(new Noted(account, ticket, outcome));
          }

          @Override
          public void record(Jid account, CallId id, Message record) {
            records.ref().tell(new Asked(account, record));
          }
        };
    var ports =
        new CallPorts(
            parties,
            incarnations,
            notes,
            kept,
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
    return told(kind, from, to, List.of());
  }

  private CallOutcome told(Kind kind, Jid from, Jid to, List<Long> sources) {
    tell(kind, from, to, sources);
    var noted = users.receiveMessage();
    assertEquals(lastTicket, noted.ticket());
    return noted.outcome();
  }

  private void tell(Kind kind, Jid from, Jid to) {
    tell(kind, from, to, List.of());
  }

  private void tell(Kind kind, Jid from, Jid to, List<Long> sources) {
    var fact = new CallFact(kind, from, to, List.of(), sources, null, false, null, now);
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
    recorded();
    assertEquals(
        List.of(
            "call-proposed.1",
            "device-rang.1",
            "call-taken.1",
            "session-offered.1",
            "call-connected.1",
            "call-ended.1",
            "call-recorded.1"),
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
    assertEquals(written.size() - 1, written.indexOf("call-ended.1")); // nobody has stored a record
    assertTrue(written.lastIndexOf("device-rang.1") < written.indexOf("call-taken.1"));
  }

  private void recorded() {
    call.tell(new CallCommand.Recorded());
    await().until(() -> written().contains("call-recorded.1"));
  }

  private List<Note> openNotes() {
    return notes.hours(shardOfNotes()).toCompletableFuture().join().stream()
        .flatMap(hour -> notes.read(shardOfNotes(), hour).toCompletableFuture().join().stream())
        .toList();
  }

  private int shardOfNotes() {
    return CallNote.of(CALL, settings.noteShards(), Instant.now()).shard();
  }

  private void wakes(Note note) {
    call.tell(new CallCommand.Wake(note.shard(), note.epochHour()));
  }

  @Test
  void theRecordOfACallTellsWhatBecameOfIt() {
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    told(Kind.RINGING, BALCONY, PHONE);
    told(Kind.PROCEED, BALCONY, PHONE);
    told(Kind.SESSION_INITIATE, PHONE, BALCONY, List.of(1L, 2L));
    told(Kind.SESSION_ACCEPT, BALCONY, PHONE, List.of(2L, 3L));
    now = now.plusSeconds(324);
    told(Kind.SESSION_TERMINATE, BALCONY, PHONE);
    var asked = records.receiveMessage();
    assertEquals(ROMEO, asked.account());
    assertEquals(ROMEO, asked.message().from());
    assertEquals(JULIET, asked.message().to());
    assertEquals(
        new CallRecord(
            "a call",
            PHONE,
            BALCONY,
            true,
            true,
            JingleReason.SUCCESS,
            324,
            List.of(),
            List.of(1L, 2L, 3L)),
        asked.record());
  }

  @Test
  void aRecordIsAskedForUntilItIsStored() {
    settings =
        new CallSettings(LONG, LONG, LONG, 10, Duration.ofMillis(20), Duration.ofDays(1), 16, LONG);
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    told(Kind.RETRACT, PHONE, JULIET);
    var first = records.receiveMessage();
    assertEquals(first, records.receiveMessage());
    dies();
    told(Kind.RETRACT, PHONE, JULIET);
    assertEquals(first, records.receiveMessage());
    recorded();
    wakes(openNotes().get(0));
    await().until(() -> openNotes().isEmpty());
    kit.stop(call);
    records = kit.createTestProbe();
    starts();
    told(Kind.RETRACT, PHONE, JULIET);
    told(Kind.RETRACT, PHONE, JULIET); // what it asks for comes before this answer
    records.expectNoMessage(Duration.ZERO);
    assertEquals(1, written().stream().filter("call-recorded.1"::equals).count());
  }

  @Test
  void whatIsRecordedIsKeptForWhoAccountsForCalls() {
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    told(Kind.REJECT, TABLET, PHONE);
    recorded();
    var codec = new EventCodec(EventManifests.all());
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    var page =
        new CallRecordReader(kept, keys, codec)
            .page(micros - 60_000_000, micros + 60_000_000, 10)
            .toCompletableFuture()
            .join();
    assertEquals(
        List.of(
            new StoredCallRecord(
                "a call",
                PHONE,
                TABLET,
                false,
                false,
                JingleReason.DECLINE,
                0,
                List.of(),
                now,
                now,
                List.of())),
        page.records());
  }

  /** Its node and those of both accounts die together: nobody tells it anything any more. */
  @Test
  void whoeverFindsItsNoteWakesItForItsEndAndItsRecord() {
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    assertEquals(1, openNotes().size());
    settings =
        new CallSettings(Duration.ZERO, SHORT, SHORT, 10, LONG, Duration.ofDays(1), 16, LONG);
    dies();
    wakes(openNotes().get(0));
    var asked = records.receiveMessage();
    assertEquals(JingleReason.TIMEOUT, asked.record().reason());
    assertTrue(asked.record().isMissed());
    dies();
    wakes(openNotes().get(0));
    assertEquals(asked, records.receiveMessage());
    recorded(); // it knows its note by now
    await().until(() -> openNotes().isEmpty());
    assertEquals(List.of("call-proposed.1", "call-ended.1", "call-recorded.1"), written());
  }

  @Test
  void aNoteOfACallThatNobodyHasGoes() {
    incarnations.remove(JULIET, "life-2");
    starts();
    var note = CallNote.of(CALL, settings.noteShards(), Instant.now());
    notes.write(note).toCompletableFuture().join();
    wakes(note);
    await().until(() -> openNotes().isEmpty());
  }

  @Test
  void nobodyAnswersForTooLong() {
    settings =
        new CallSettings(
            SHORT,
            SHORT,
            Duration.ofHours(1),
            10,
            SHORT,
            Duration.ofDays(1),
            16,
            Duration.ofMinutes(1));
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    await().until(() -> written().equals(List.of("call-proposed.1", "call-ended.1")));
  }

  @Test
  void whatWasDueWhileItWasDeadComesFirst() {
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    settings =
        new CallSettings(
            Duration.ZERO, SHORT, SHORT, 10, SHORT, Duration.ofDays(1), 16, Duration.ofMinutes(1));
    dies();
    told(Kind.PROCEED, BALCONY, PHONE);
    assertEquals(List.of("call-proposed.1", "call-ended.1"), written());
  }

  @Test
  void aCallThatIsOverLeavesTheMemory() {
    settings = new CallSettings(SHORT, SHORT, SHORT, 10, SHORT, Duration.ofDays(1), 16, SHORT);
    starts();
    told(Kind.PROPOSE, PHONE, JULIET);
    told(Kind.RETRACT, PHONE, JULIET);
    recorded();
    shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @Test
  void nothingIsWrittenForANameThatDoesNotExist() {
    settings = new CallSettings(SHORT, SHORT, SHORT, 10, SHORT, Duration.ofDays(1), 16, SHORT);
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
