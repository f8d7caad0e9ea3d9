package im.balcony.persistence.event.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.event.index.IndexEvent.CallNoted;
import im.balcony.protocol.xep.jmi.CallStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which calls an account's devices have to ring for. */
class LiveCallsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration RINGING = Duration.ofMinutes(2);
  private static final String ROMEO = "romeo@localhost";

  private IndexState state = IndexState.EMPTY;
  private long lastId = 100;

  private void noted(CallStep step, String sessionId, boolean outgoing) {
    noted(step, sessionId, outgoing, RINGING);
  }

  private void noted(CallStep step, String sessionId, boolean outgoing, Duration ringing) {
    lastId++;
    var until = NOON.plus(ringing);
    state =
        new CallNoted(lastId, "log", ROMEO, lastId, sessionId, step, outgoing, NOON, until)
            .fold(state);
  }

  private List<String> live() {
    return state.calls().live(NOON).stream().map(LiveCall::sessionId).toList();
  }

  @Test
  void aProposalIsLiveUntilItsTimeIsOver() {
    noted(CallStep.PROPOSE, "a", false);
    assertEquals(List.of("a"), live());
    assertEquals(lastId, state.calls().live(ROMEO, NOON).orElseThrow().archiveId());
    assertTrue(state.calls().isLive(lastId, NOON.plus(RINGING).minusMillis(1)));
    assertFalse(state.calls().isLive(lastId, NOON.plus(RINGING)));
    assertEquals(Optional.empty(), state.calls().live("juliet@localhost", NOON));
  }

  @ParameterizedTest
  @EnumSource(CallStep.class)
  void anyStepBehindItThatEndsTheRingingDoesSo(CallStep step) {
    noted(CallStep.PROPOSE, "a", false);
    noted(CallStep.PROPOSE, "b", false);
    noted(step, "a", true);
    assertEquals(step.endsRinging() ? List.of("b") : List.of("a", "b"), live());
  }

  @Test
  void whatEndedNeverRingsAgain() {
    noted(CallStep.PROPOSE, "a", false);
    noted(CallStep.RETRACT, "a", false);
    noted(CallStep.PROPOSE, "a", false);
    assertEquals(List.of(), live());
  }

  @Test
  void ownProposalsAndThoseThatReachNobodyRingNowhere() {
    noted(CallStep.PROPOSE, "a", true);
    noted(CallStep.PROPOSE, "b", false, Duration.ZERO);
    assertEquals(List.of(), live());
  }

  @Test
  void thereIsABound() {
    for (var n = 0; n < LiveCalls.CALLS_MAX + 3; n++) {
      noted(CallStep.PROPOSE, "call-" + n, false);
    }
    assertEquals(LiveCalls.CALLS_MAX, state.calls().asList().size());
    assertEquals("call-3", live().get(0));
  }

  @Test
  void aStepOfACallTakesNoPlaceInTheArchive() {
    noted(CallStep.PROPOSE, "a", false);
    assertEquals(1, state.sequenceNr());
    assertEquals(0, state.lastArchiveId());
    assertEquals(0, state.shown());
  }
}
