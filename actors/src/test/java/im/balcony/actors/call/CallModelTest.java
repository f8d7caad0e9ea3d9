package im.balcony.actors.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.call.CallFact.Kind;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.persistence.event.call.CallPhase;
import im.balcony.persistence.event.call.CallState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Two devices that call, three that are called, time that passes and a call that dies, in any
 * order: one device wins, a call ends once, and nothing rings after it was taken or is over.
 */
class CallModelTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Jid ROMEO = Jid.parse("romeo@localhost");
  private static final Jid JULIET = Jid.parse("juliet@localhost");
  private static final List<Jid> CALLERS =
      List.of(Jid.parse("romeo@localhost/phone"), Jid.parse("romeo@localhost/laptop"));
  private static final List<Jid> CALLED =
      List.of(
          Jid.parse("juliet@localhost/balcony"),
          Jid.parse("juliet@localhost/tablet"),
          Jid.parse("juliet@localhost/watch"));
  private static final List<Kind> BY_CALLER =
      List.of(
          Kind.PROPOSE, Kind.RETRACT, Kind.FINISH, Kind.SESSION_INITIATE, Kind.SESSION_TERMINATE);
  private static final List<Kind> BY_CALLED =
      List.of(
          Kind.RINGING,
          Kind.PROCEED,
          Kind.PROCEED,
          Kind.REJECT,
          Kind.FINISH,
          Kind.SESSION_RINGING,
          Kind.SESSION_ACCEPT,
          Kind.SESSION_TERMINATE,
          Kind.UNREACHABLE);

  /** What is in the journal, and what the entity makes of it. */
  private static final class Model {
    private final List<CallEvent> journal = new ArrayList<>();
    private CallState state = CallState.NONE;
    private final Map<String, XmlElement> archive = new HashMap<>();
    private @Nullable XmlElement record;

    private CallOutcome told(CallFact fact) {
      var before = journal.size();
      var decision = CallRules.decide(state, "sid", fact);
      decision.events().forEach(this::write);
      assertTrue(
          decision.outcome() == CallOutcome.NOTED || journal.size() == before,
          "what is refused changes nothing");
      return decision.outcome();
    }

    private void write(CallEvent event) {
      journal.add(event);
      state = event.fold(state);
    }

    private void timePasses(Instant now) {
      CallRules.overdue(state, CallSettings.DEFAULT, now).ifPresent(this::write);
    }

    private void dies() {
      state = CallState.NONE;
      journal.forEach(event -> state = event.fold(state));
    }

    /** The record is asked for, and its archive takes each id once, whoever dies meanwhile. */
    private void recordIsAskedFor(boolean answered) {
      var due = CallRecords.due(state, "sid");
      due.ifPresent(
          record ->
              archive.put(CallRecords.message(record, JULIET, "log").id(), record.toElement()));
      if (due.isPresent() && answered) {
        write(new CallEvent.CallRecorded(state.since()));
      }
    }

    private void keepsSaying(XmlElement now) {
      assertTrue(record == null || record.equals(now), "a record says what it said");
      record = now;
    }

    private long count(Class<?> type) {
      return journal.stream().filter(type::isInstance).count();
    }
  }

  @Property(tries = 4000)
  void oneWinsAndItEndsOnce(@ForAll long seed) {
    var random = new Random(seed);
    var model = new Model();
    var seen = new ArrayList<CallFact>();
    var now = NOON;
    for (var step = 0; step < 30; step++) {
      now = now.plus(Duration.ofMillis(random.nextInt(40_000)));
      switch (random.nextInt(10)) {
        case 0 -> model.timePasses(now);
        case 1 -> model.dies();
        case 2, 3 -> model.recordIsAskedFor(random.nextBoolean());
        case 4 -> {
          if (!seen.isEmpty()) {
            model.told(seen.get(random.nextInt(seen.size()))); // the other account, later
          }
        }
        default -> {
          var fact = fact(random, model.state, now);
          seen.add(fact);
          check(model, fact);
        }
      }
      holds(model);
    }
    model.dies();
    model.timePasses(now.plus(Duration.ofDays(2)));
    model.recordIsAskedFor(true);
    holds(model);
    assertEquals(
        model.count(CallEvent.CallProposed.class),
        model.archive.size(),
        "one record for each call");
    assertEquals(model.archive.size(), model.count(CallEvent.CallRecorded.class));
  }

  /** The winner is whoever's word was first while the call could be taken. */
  private static void check(Model model, CallFact fact) {
    var open = model.state.phase().isOpen();
    var holder = model.state.device();
    var outcome = model.told(fact);
    if (fact.kind() == Kind.PROCEED) {
      if (open) {
        assertEquals(fact.from(), model.state.device());
      } else {
        assertEquals(holder, model.state.device());
        assertEquals(
            holder != null && !holder.equals(fact.from()), outcome == CallOutcome.TAKEN_ELSEWHERE);
      }
    }
  }

  private static void holds(Model model) {
    assertTrue(model.count(CallEvent.CallProposed.class) <= 1, "one call");
    assertTrue(model.count(CallEvent.CallTaken.class) <= 1, "one winner");
    assertTrue(model.count(CallEvent.CallConnected.class) <= 1, "connected once");
    assertTrue(model.count(CallEvent.CallEnded.class) <= 1, "one end");
    assertTrue(model.archive.size() <= 1, "one record");
    model.archive.values().forEach(now -> model.keepsSaying(now));
    var state = CallState.NONE;
    for (var event : model.journal) {
      assertTrue(
          state.phase() != CallPhase.ENDED || event instanceof CallEvent.CallRecorded,
          "nothing but its record is written behind the end");
      assertTrue(
          !(event instanceof CallEvent.DeviceRang rang)
              || state.phase().isOpen()
              || (state.phase() == CallPhase.OFFERED && rang.device().equals(state.device())),
          "no ghost rings");
      state = event.fold(state);
    }
    assertEquals(state, model.state, "what is known is what is durable");
  }

  private static CallFact fact(Random random, CallState state, Instant at) {
    var caller = CALLERS.get(random.nextInt(CALLERS.size()));
    var called = CALLED.get(random.nextInt(CALLED.size()));
    if (state.phase() == CallPhase.NONE || random.nextInt(3) == 0) {
      var kind = BY_CALLER.get(random.nextInt(BY_CALLER.size()));
      var to = kind == Kind.PROPOSE || kind == Kind.RETRACT ? JULIET : called;
      return new CallFact(
          kind, caller, to, List.of(), List.of(), null, random.nextBoolean(), null, at);
    }
    var kind = BY_CALLED.get(random.nextInt(BY_CALLED.size()));
    var from = kind == Kind.UNREACHABLE ? JULIET : called;
    var to = random.nextBoolean() ? caller : ROMEO;
    return new CallFact(kind, from, to, List.of(), List.of(), null, random.nextBoolean(), null, at);
  }
}
