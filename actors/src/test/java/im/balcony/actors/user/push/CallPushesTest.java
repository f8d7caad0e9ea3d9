package im.balcony.actors.user.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.user.push.CallPushes.Outcome;
import im.balcony.protocol.xep.push.PushContent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No ring without its end, no end without a ring, no ring after the end. */
class CallPushesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration RINGING = Duration.ofSeconds(60);
  private static final Duration STOP_TTL = Duration.ofSeconds(30);
  private static final int CALLS_MAX = 3;

  private enum Step {
    PROPOSE,
    END,
    END_BY_ITSELF,
    COME,
    GO,
    SEND,
    TAKE,
    REFUSE,
    LOSE,
    SILENCE_AFTER_TAKING,
    WAIT
  }

  private record Move(Step step, int call) {}

  @Provide
  static Arbitrary<List<Move>> moves() {
    return Arbitraries.of(Step.values())
        .flatMap(step -> Arbitraries.integers().between(0, 4).map(call -> new Move(step, call)))
        .list()
        .ofMaxSize(60);
  }

  /** A device, a service that fails, and what both must never see. */
  private static final class Model {
    private final CallPushes pushes = new CallPushes(CALLS_MAX, STOP_TTL);
    private final Map<Integer, Instant> until = new HashMap<>();
    private final Map<Integer, Instant> over = new HashMap<>();
    private final Set<Integer> mayRing = new HashSet<>();
    private final Set<Integer> owed = new HashSet<>();
    private final Set<Integer> endedByItself = new HashSet<>();
    private CallPushes.@Nullable Next underWay;
    private boolean isThere;
    private Instant now = BEGIN;

    private void move(Move move) {
      var id = id(move.call());
      switch (move.step()) {
        case PROPOSE -> {
          if (!isThere
              && !over.containsKey(move.call())
              && until.putIfAbsent(move.call(), now.plus(RINGING)) == null) {
            pushes.proposed(new PushedCall(id, now.plus(RINGING), PushContent.NUMBER));
          }
        }
        case END -> end(move.call());
        case END_BY_ITSELF -> {
          over.putIfAbsent(move.call(), now);
          owed.remove(move.call());
          endedByItself.add(move.call());
          pushes.forget(id);
        }
        case COME -> isThere = true;
        case GO -> isThere = false;
        case SEND -> send();
        case TAKE -> answer(Outcome.TAKEN, true);
        case REFUSE -> answer(Outcome.REFUSED, false);
        case LOSE -> answer(Outcome.UNANSWERED, false);
        case SILENCE_AFTER_TAKING -> answer(Outcome.UNANSWERED, true);
        case WAIT -> now = now.plusSeconds(7);
      }
    }

    private void end(int call) {
      over.putIfAbsent(call, now);
      pushes.ended(id(call), now);
      if (isThere) {
        pushes.came();
        owed.removeIf(this::isOver); // its session and the archive say so
      }
    }

    private void send() {
      pushes.expire(now);
      if (isThere) {
        pushes.came();
        owed.removeIf(this::isOver);
      }
      if (underWay != null) {
        return;
      }
      pushes
          .next()
          .ifPresent(
              next -> {
                var call = number(next);
                assertEquals(isOver(call), next.isEnd(), "rings after the end, or stops before");
                assertTrue(!next.isEnd() || mayRing.contains(call), "an end without a ring");
                assertFalse(isThere, "told beside the session");
                pushes.sent(next);
                underWay = next;
              });
    }

    private void answer(Outcome outcome, boolean delivered) {
      if (underWay == null) {
        return;
      }
      var call = number(underWay);
      if (!underWay.isEnd() && outcome != Outcome.REFUSED) {
        mayRing.add(call);
      }
      if (delivered && underWay.isEnd()) {
        owed.remove(call);
      } else if (delivered && !endedByItself.contains(call)) {
        owed.add(call);
      }
      underWay = null;
      pushes.answered(outcome);
    }

    private boolean isOver(int call) {
      return over.containsKey(call) || !now.isBefore(until.getOrDefault(call, now));
    }

    /** Nobody has to hear of an end that could not be told for so long. */
    private boolean isTooOld(int call) {
      return !now.isBefore(over.getOrDefault(call, now).plus(STOP_TTL))
          || !now.isBefore(until.getOrDefault(call, now).plus(STOP_TTL));
    }

    private static PushedCall.Id id(int call) {
      return new PushedCall.Id("juliet@a.example", "c" + call);
    }

    private static int number(CallPushes.Next next) {
      return Integer.parseInt(next.call().id().sessionId().substring(1));
    }
  }

  @Property(tries = 5_000)
  void whateverHappensADeviceThatRangIsToldToStop(@ForAll("moves") List<Move> moves) {
    var model = new Model();
    moves.forEach(model::move);
    // from here on the service is well, the device away, and every call over
    model.isThere = false;
    model.answer(Outcome.TAKEN, true);
    Set.copyOf(model.until.keySet()).forEach(model::end);
    for (int i = 0; i < 2 * CALLS_MAX; i++) {
      model.send();
      model.answer(Outcome.TAKEN, true);
    }
    model.owed.removeIf(model::isTooOld);
    assertEquals(Set.of(), model.owed);
    model.now = model.now.plus(RINGING).plus(STOP_TTL);
    model.send();
    assertTrue(model.pushes.isEmpty());
  }

  private final CallPushes pushes = new CallPushes(CALLS_MAX, STOP_TTL);
  private final PushedCall call =
      new PushedCall(
          new PushedCall.Id("juliet@a.example", "c1"), BEGIN.plus(RINGING), PushContent.NUMBER);

  private CallPushes.Next next() {
    return pushes.next().orElseThrow();
  }

  private void isTold(boolean isEnd, Outcome outcome) {
    assertEquals(new CallPushes.Next(call, isEnd), next());
    pushes.sent(next());
    assertTrue(pushes.next().isEmpty());
    pushes.answered(outcome);
  }

  @Test
  void aCallThatWasToldHasItsEnd() {
    pushes.proposed(call);
    isTold(false, Outcome.TAKEN);
    assertTrue(pushes.next().isEmpty());
    pushes.ended(call.id(), BEGIN);
    isTold(true, Outcome.TAKEN);
    assertTrue(pushes.isEmpty());
  }

  @Test
  void aCallThatStillWaitedIsNeverTold() {
    pushes.proposed(call);
    pushes.ended(call.id(), BEGIN);
    assertTrue(pushes.isEmpty());
    pushes.proposed(call);
    isTold(false, Outcome.REFUSED);
    pushes.ended(call.id(), BEGIN);
    assertTrue(pushes.isEmpty());
    pushes.proposed(call);
    pushes.expire(call.until());
    assertTrue(pushes.isEmpty());
  }

  @Test
  void anEndWaitsForTheAnswerToItsCall() {
    pushes.proposed(call);
    pushes.sent(next());
    pushes.ended(call.id(), BEGIN);
    assertTrue(pushes.next().isEmpty());
    pushes.answered(Outcome.UNANSWERED);
    isTold(true, Outcome.UNANSWERED);
    isTold(true, Outcome.REFUSED);
    pushes.expire(BEGIN.plus(STOP_TTL));
    assertTrue(pushes.isEmpty());
  }

  @Test
  void aRefusedCallHasNoEndAndOneThatNobodyAnsweredHas() {
    pushes.proposed(call);
    pushes.sent(next());
    pushes.ended(call.id(), BEGIN);
    pushes.answered(Outcome.REFUSED);
    assertTrue(pushes.isEmpty());
    pushes.proposed(call);
    isTold(false, Outcome.UNANSWERED);
    isTold(false, Outcome.REFUSED);
    pushes.ended(call.id(), BEGIN);
    isTold(true, Outcome.TAKEN);
  }

  @Test
  void whatRingsForTooLongIsTold() {
    pushes.proposed(call);
    isTold(false, Outcome.TAKEN);
    assertEquals(call.until(), pushes.nextExpiry().orElseThrow());
    pushes.expire(call.until().minusMillis(1));
    assertTrue(pushes.next().isEmpty());
    pushes.expire(call.until());
    isTold(true, Outcome.TAKEN);
  }

  @Test
  void whoIsThereHearsByItsSession() {
    pushes.proposed(call);
    pushes.came();
    assertTrue(pushes.isEmpty());
    pushes.proposed(call);
    isTold(false, Outcome.TAKEN);
    pushes.came();
    pushes.ended(call.id(), BEGIN); // it has lost its connection meanwhile
    isTold(true, Outcome.REFUSED);
    pushes.came();
    assertTrue(pushes.isEmpty());
  }

  @Test
  void whoEndedTheCallIsNotTold() {
    pushes.proposed(call);
    isTold(false, Outcome.TAKEN);
    pushes.forget(call.id());
    pushes.ended(call.id(), BEGIN);
    assertTrue(pushes.isEmpty());
  }

  @Test
  void callsAreBoundedAndOnlyTheirPeerEndsThem() {
    for (int i = 0; i < CALLS_MAX; i++) {
      pushes.proposed(
          new PushedCall(
              new PushedCall.Id("juliet@a.example", "x" + i), call.until(), PushContent.NUMBER));
    }
    pushes.proposed(call);
    pushes.ended(new PushedCall.Id("paris@a.example", "x0"), BEGIN);
    for (int i = 0; i < CALLS_MAX; i++) {
      assertEquals("x" + i, next().call().id().sessionId());
      pushes.sent(next());
      pushes.answered(Outcome.TAKEN);
    }
    assertTrue(pushes.next().isEmpty());
  }

  @Test
  void whatAnEarlierServerMayHaveToldIsToldAgainOrEnded() {
    pushes.proposedAgain(call);
    pushes.ended(call.id(), BEGIN);
    isTold(true, Outcome.TAKEN);
    pushes.endedBefore(call, BEGIN);
    isTold(true, Outcome.TAKEN);
    assertTrue(pushes.isEmpty());
  }
}
