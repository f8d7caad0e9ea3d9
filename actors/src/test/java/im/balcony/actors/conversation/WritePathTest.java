package im.balcony.actors.conversation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.fence.Fence;
import im.balcony.actors.sweep.Sweeper;
import im.balcony.actors.world.Device;
import im.balcony.actors.world.SlowJournal;
import im.balcony.actors.world.SmallWorld;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.content.MessageEffect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The write path of DESIGN section 3 with Users that have nothing else. */
class WritePathTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final long NOON_MICROS = NOON.getEpochSecond() * 1_000_000;

  private final SteppingClock clock = new SteppingClock();
  private final SmallWorld world = new SmallWorld(1, clock);
  private final Device romeo = world.account("romeo@localhost");
  private final Device juliet = world.account("juliet@localhost");

  /** Stands until it is set. */
  private static final class SteppingClock extends Clock {
    private volatile Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void say(Device from, Device to, String id) {
    world.say(from, to.jid.bare(), id, true);
    await().until(from::isSettled);
  }

  private static List<String> ids(Device device) {
    return device.received().stream().map(Device.Received::messageId).toList();
  }

  @Test
  void aMessageIsInBothArchivesWhenItIsSettled() {
    say(romeo, juliet, "m1");
    assertEquals(1, world.index(romeo).size());
    assertEquals(1, world.index(juliet).size());
    assertEquals(List.of("m1"), ids(juliet));
    assertEquals(world.index(juliet).get(0).archiveId(), juliet.received().get(0).archiveId());
    assertEquals(List.of("m1"), ids(romeo));
    assertTrue(world.index(romeo).get(0).outgoing());
    assertFalse(world.index(juliet).get(0).outgoing());
  }

  @Test
  void aMessageThatIsSentAgainAddsNothingAndIsSettled() {
    say(romeo, juliet, "m1");
    say(romeo, juliet, "m1");
    world.killConversation(romeo, juliet);
    world.killUser(romeo);
    say(romeo, juliet, "m1");
    assertEquals(1, world.index(juliet).size());
    assertEquals(List.of("m1"), ids(juliet));
    assertEquals(List.of("m1", "m1", "m1"), romeo.acknowledged());
  }

  /** Fresh so often as it is told, then not until it is opened. */
  private static final class GateFence implements Fence {
    private final AtomicInteger freshLeft = new AtomicInteger(Integer.MAX_VALUE);

    @Override
    public boolean isFresh() {
      return freshLeft.getAndDecrement() > 0;
    }

    @Override
    public CompletionStage<Void> confirmed() {
      return new CompletableFuture<>();
    }
  }

  @Test
  void whatAnIndexStoredBeforeItDiedStillReachesTheDevice() {
    var fence = new GateFence();
    world.useFence(fence);
    say(romeo, juliet, "m1");
    // The conversation's write counts, the index entry's waits.
    fence.freshLeft.set(1);
    world.say(romeo, juliet.jid.bare(), "m2", true);
    await().until(() -> world.index(juliet).size() == 2);
    assertEquals(List.of("m1"), ids(juliet));

    fence.freshLeft.set(Integer.MAX_VALUE);
    world.killLogs();

    await().until(romeo::isSettled);
    assertEquals(List.of("m1", "m2"), ids(juliet));
    assertEquals(world.index(juliet).get(1).archiveId(), juliet.received().get(1).archiveId());
  }

  @Test
  void notesToOneselfAreStoredOnce() {
    say(romeo, romeo, "n1");
    assertEquals(1, world.index(romeo).size());
    assertEquals(List.of("n1"), ids(romeo));
  }

  @Test
  void whoBlocksGetsNothingAndTheSenderAnError() {
    world.block(juliet, romeo);
    say(romeo, juliet, "m1");
    assertEquals(StanzaError.serviceUnavailable(), romeo.refused().get("m1"));
    assertTrue(world.index(juliet).isEmpty());
    assertTrue(world.index(romeo).isEmpty());
  }

  @Test
  void whoIsBlockedAfterItWasAdmittedIsHiddenOnceAndThenRefused() {
    say(romeo, juliet, "m1");
    world.block(juliet, romeo);
    say(romeo, juliet, "m2");
    assertTrue(world.index(juliet).get(1).hidden());
    assertEquals(List.of("m1"), ids(juliet));
    var log = world.index(juliet).get(1).conversation();
    var exceptions = world.exceptions.read(world.incarnationOf(juliet.jid.bare()), log, 1, 2);
    assertTrue(Objects.requireNonNull(exceptions.toCompletableFuture().join().get(2L)).hidden());
    say(romeo, juliet, "m3");
    assertEquals(StanzaError.serviceUnavailable(), romeo.refused().get("m3"));
  }

  @Test
  void nobodyIsThereAndNobodyWritesForIt() {
    world.say(romeo, Jid.parse("nobody@localhost"), "m1", true);
    world.say(romeo, Jid.parse("a@elsewhere.example"), "m2", true);
    await().until(romeo::isSettled);
    assertEquals(StanzaError.serviceUnavailable(), romeo.refused().get("m1"));
    assertEquals(StanzaError.remoteServerNotFound(), romeo.refused().get("m2"));
    assertTrue(world.index(romeo).isEmpty());
  }

  @Test
  void whatIsNotStoredKeepsItsPlaceBetweenItsNeighbours() {
    IntStream.range(0, 20).forEach(n -> world.say(romeo, juliet.jid.bare(), "m" + n, n % 3 == 0));
    await().until(romeo::isSettled);
    var sent = IntStream.range(0, 20).mapToObj(n -> "m" + n).toList();
    assertEquals(sent, ids(juliet));
    assertEquals(sent, ids(romeo));
    assertEquals(7, world.index(juliet).size());
  }

  @Test
  void idsGrowThoughTheClockGoesBackAnHour() {
    say(romeo, juliet, "m1");
    clock.now = NOON.minus(Duration.ofHours(1));
    say(romeo, juliet, "m2");
    world.killConversation(romeo, juliet);
    world.killUser(juliet);
    say(juliet, romeo, "m3");
    var ids = world.index(romeo).stream().map(entry -> entry.archiveId()).toList();
    assertEquals(List.of(NOON_MICROS, NOON_MICROS + 1, NOON_MICROS + 2), ids);
  }

  @Test
  void anIdThatIsTakenIsRaisedAndTheExceptionsSaySo() {
    var tybalt = world.account("tybalt@localhost");
    say(romeo, juliet, "m1");
    say(tybalt, juliet, "m2"); // the same moment, another conversation
    var second = world.index(juliet).get(1);
    assertTrue(second.archiveId() > world.index(juliet).get(0).archiveId());
    var proposed = world.messages(second.conversation()).get(0).proposedId();
    var raised =
        world
            .exceptions
            .read(world.incarnationOf(juliet.jid.bare()), second.conversation(), 1, 1)
            .toCompletableFuture()
            .join()
            .get(1L);
    assertEquals(second.archiveId(), raised == null ? proposed : raised.raisedId());
  }

  @Test
  void aNoteStandsForAnIndexThatIsMissingAndIsSweptLater() {
    say(romeo, juliet, "m1");
    world.setReachable(juliet, false);
    world.say(romeo, juliet.jid.bare(), "m2", true);
    await().until(romeo::isSettled);
    assertEquals(List.of("m1", "m2"), romeo.acknowledged());
    assertEquals(1, world.index(juliet).size());
    assertFalse(openNotes().isEmpty());

    world.killConversation(romeo, juliet);
    world.setReachable(juliet, true);
    world.kit.spawn(
        Sweeper.create(
            world.notes,
            world,
            (call, command) -> {},
            (account, command) -> {},
            clock,
            4,
            Duration.ofMillis(20)));
    await().until(() -> world.index(juliet).size() == 2);
    await().until(() -> openNotes().isEmpty());
    assertEquals(List.of("m1", "m2"), ids(juliet));
  }

  private List<Object> openNotes() {
    return IntStream.range(0, 4)
        .boxed()
        .flatMap(
            shard ->
                world
                    .notes
                    .read(shard, NOON.getEpochSecond() / 3600)
                    .toCompletableFuture()
                    .join()
                    .stream())
        .map(Object.class::cast)
        .toList();
  }

  @Test
  void nothingIsToldOfAWriteThatDoesNotCountYet() {
    var majority = new CompletableFuture<Void>();
    world.useFence(
        new Fence() {
          @Override
          public boolean isFresh() {
            return false;
          }

          @Override
          public CompletionStage<Void> confirmed() {
            return majority;
          }
        });
    world.say(romeo, juliet.jid.bare(), "m1", true);
    await().until(() -> !world.storage.persistedInStorage(world.logOf(romeo, juliet)).isEmpty());
    assertTrue(juliet.received().isEmpty());
    assertTrue(world.index(juliet).isEmpty());
    majority.complete(null);
    await().until(romeo::isSettled);
    assertEquals(List.of("m1"), ids(juliet));
  }

  /** STACK pitfall 1: reads behind a write in flight would recurse until the stack is gone. */
  @Test
  void fiveThousandReadsDuringASlowWriteAreAllAnswered() {
    say(romeo, juliet, "m1");
    var journal = new SlowJournal(0);
    world.storage.withPolicy(journal);
    journal.hold();
    world.say(romeo, juliet.jid.bare(), "m2", true);
    var conversation = ConversationId.of(romeo.jid, juliet.jid);
    world.observe();
    for (var n = 0; n < 5_000; n++) {
      world.tell(conversation, repeatOfTheFirst(n));
    }
    // each is answered from what is committed, long before the write is done
    await().until(() -> world.observedSettlements() == 5_000);
    assertFalse(romeo.isSettled());
    journal.goOn();
    await().until(romeo::isSettled);
    assertEquals(List.of("m1", "m2"), ids(juliet));
  }

  private ConversationCommand.Send repeatOfTheFirst(int n) {
    var message = romeo.message(juliet.jid.bare(), "m1");
    var item =
        new ConversationCommand.Item(
            romeo.session,
            1_000 + n,
            "o:m1",
            romeo.jid,
            juliet.jid.bare(),
            "chat",
            true,
            true,
            MessageEffect.of(message),
            null,
            null,
            message.element().toBytes());
    var incarnation = world.incarnationOf(romeo.jid.bare());
    return new ConversationCommand.Send(romeo.jid.bare(), incarnation, 0, List.of(item));
  }

  @Test
  void aQueueThatIsFullRefusesAndSaysWhy() {
    say(romeo, juliet, "m0");
    var journal = new SlowJournal(0);
    world.storage.withPolicy(journal);
    journal.hold();
    IntStream.rangeClosed(1, 1_100)
        .forEach(n -> world.say(romeo, juliet.jid.bare(), "m" + n, true));
    await().until(() -> !romeo.refused().isEmpty());
    assertTrue(
        romeo.refused().values().stream()
            .allMatch(error -> error.equals(StanzaError.resourceConstraint())));
    journal.goOn();
    await().atMost(Duration.ofSeconds(30)).until(romeo::isSettled);
    assertEquals(1_101, romeo.acknowledged().size() + romeo.refused().size());
    assertEquals(romeo.acknowledged().size(), world.index(juliet).size());
  }
}
