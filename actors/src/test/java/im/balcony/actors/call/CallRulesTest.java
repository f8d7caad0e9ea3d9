package im.balcony.actors.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.call.CallFact.Kind;
import im.balcony.persistence.event.call.CallEnd;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.persistence.event.call.CallPhase;
import im.balcony.persistence.event.call.CallState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.CallMedia;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state machine of a call, step by step. */
class CallRulesTest {
  private static final Jid PHONE = Jid.parse("romeo@localhost/phone");
  private static final Jid LAPTOP = Jid.parse("romeo@localhost/laptop");
  private static final Jid JULIET = Jid.parse("juliet@localhost");
  private static final Jid BALCONY = Jid.parse("juliet@localhost/balcony");
  private static final Jid TABLET = Jid.parse("juliet@localhost/tablet");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final CallSettings SETTINGS = CallSettings.DEFAULT;

  private final List<CallEvent> written = new ArrayList<>();
  private CallState state = CallState.NONE;
  private Instant now = NOON;

  private CallOutcome told(Kind kind, Jid from, Jid to) {
    return told(
        new CallFact(kind, from, to, List.of(CallMedia.AUDIO), List.of(), null, false, null, now));
  }

  private CallOutcome told(CallFact fact) {
    var decision = CallRules.decide(state, "sid", fact);
    decision.events().forEach(this::write);
    return decision.outcome();
  }

  private void write(CallEvent event) {
    written.add(event);
    state = event.fold(state);
  }

  private void passes(Duration time) {
    now = now.plus(time);
    CallRules.overdue(state, SETTINGS, now).ifPresent(this::write);
  }

  private void proposed() {
    assertEquals(CallOutcome.NOTED, told(Kind.PROPOSE, PHONE, JULIET));
  }

  private void taken() {
    proposed();
    told(Kind.RINGING, BALCONY, PHONE);
    assertEquals(CallOutcome.NOTED, told(Kind.PROCEED, BALCONY, PHONE));
  }

  private void connected() {
    taken();
    told(Kind.SESSION_INITIATE, PHONE, BALCONY);
    told(Kind.SESSION_ACCEPT, BALCONY, PHONE);
    assertEquals(CallPhase.CONNECTED, state.phase());
  }

  private void isOver(CallEnd end) {
    assertEquals(CallPhase.ENDED, state.phase());
    assertEquals(end, state.end());
  }

  @Test
  void aCallGoesFromItsProposalToItsEnd() {
    connected();
    told(Kind.SESSION_TERMINATE, PHONE, BALCONY);
    isOver(CallEnd.FINISHED);
    told(Kind.FINISH, BALCONY, PHONE);
    told(Kind.FINISH, PHONE, BALCONY);
    assertEquals(6, written.size());
    assertEquals(
        new CallEvent.CallProposed("sid", PHONE, JULIET, List.of(CallMedia.AUDIO), NOON),
        written.get(0));
  }

  @Test
  void theFirstDeviceWinsAndTheSecondHearsOfIt() {
    proposed();
    told(Kind.RINGING, BALCONY, PHONE);
    told(Kind.RINGING, TABLET, PHONE);
    assertEquals(CallOutcome.NOTED, told(Kind.PROCEED, TABLET, PHONE));
    assertEquals(CallOutcome.TAKEN_ELSEWHERE, told(Kind.PROCEED, BALCONY, PHONE));
    assertEquals(CallOutcome.NOTED, told(Kind.PROCEED, TABLET, PHONE));
    assertEquals(TABLET, state.device());
  }

  @Test
  void oneRefusalIsForAllDevices() {
    proposed();
    told(
        new CallFact(
            Kind.REJECT,
            TABLET,
            PHONE,
            List.of(),
            List.of(),
            JingleReason.BUSY,
            false,
            null,
            NOON));
    isOver(CallEnd.REJECTED);
    var end = (CallEvent.CallEnded) written.get(written.size() - 1);
    assertEquals(JingleReason.BUSY, end.reason());
    assertEquals(TABLET, end.by());
    told(Kind.RINGING, BALCONY, PHONE);
    told(Kind.PROCEED, BALCONY, PHONE);
    assertEquals(2, written.size());
  }

  @Test
  void aDeviceThatComesTooLateRefusesNothing() {
    taken();
    told(Kind.REJECT, TABLET, PHONE);
    assertEquals(CallPhase.TAKEN, state.phase());
    told(Kind.REJECT, BALCONY, PHONE);
    isOver(CallEnd.REJECTED);
  }

  @Test
  void whoeverCallsMayTakeItBackUntilBothTalk() {
    taken();
    told(Kind.RETRACT, LAPTOP, JULIET);
    isOver(CallEnd.RETRACTED);
  }

  @Test
  void nobodyTakesBackWhatBothTalkAbout() {
    connected();
    told(Kind.RETRACT, PHONE, JULIET);
    told(Kind.REJECT, BALCONY, PHONE);
    assertEquals(CallPhase.CONNECTED, state.phase());
  }

  @Test
  void oneOfTwoCallsAtOnceGivesWay() {
    proposed();
    told(
        new CallFact(
            Kind.REJECT,
            BALCONY,
            PHONE,
            List.of(),
            List.of(),
            JingleReason.EXPIRED,
            true,
            null,
            NOON));
    isOver(CallEnd.GAVE_WAY);
  }

  @Test
  void aCallThatGoesOnElsewhereNamesWhere() {
    connected();
    told(
        new CallFact(
            Kind.FINISH,
            PHONE,
            JULIET,
            List.of(),
            List.of(),
            JingleReason.EXPIRED,
            false,
            "next",
            NOON));
    isOver(CallEnd.FINISHED);
    assertEquals("next", ((CallEvent.CallEnded) written.get(written.size() - 1)).migratedTo());
  }

  @Test
  void theSameProposalAgainIsNoNews() {
    proposed();
    proposed();
    told(Kind.RETRACT, PHONE, JULIET);
    proposed(); // told by the other account, later
    assertEquals(2, written.size());
  }

  @Test
  void anotherCallNeedsAnotherId() {
    proposed();
    assertEquals(CallOutcome.ID_IN_USE, told(Kind.PROPOSE, LAPTOP, JULIET));
    assertEquals(CallOutcome.ID_IN_USE, told(Kind.PROPOSE, BALCONY, PHONE.bare()));
    told(Kind.RETRACT, PHONE, JULIET);
    now = now.plusSeconds(1);
    assertEquals(CallOutcome.ID_IN_USE, told(Kind.PROPOSE, PHONE, JULIET));
    assertEquals(2, written.size());
  }

  @Test
  void aSessionNeedsNoProposal() {
    told(Kind.SESSION_INITIATE, PHONE, BALCONY);
    assertEquals(CallPhase.OFFERED, state.phase());
    told(Kind.SESSION_RINGING, BALCONY, PHONE);
    told(Kind.SESSION_ACCEPT, BALCONY, PHONE);
    assertEquals(CallPhase.CONNECTED, state.phase());
    told(Kind.SESSION_TERMINATE, BALCONY, PHONE);
    isOver(CallEnd.FINISHED);
  }

  @Test
  void aSessionThatEndsBeforeBothTalkIsRefusedOrTakenBack() {
    told(Kind.SESSION_INITIATE, PHONE, BALCONY);
    told(Kind.SESSION_TERMINATE, BALCONY, PHONE);
    isOver(CallEnd.REJECTED);
    state = CallState.NONE;
    told(Kind.SESSION_INITIATE, PHONE, BALCONY);
    told(Kind.SESSION_TERMINATE, PHONE, BALCONY);
    isOver(CallEnd.RETRACTED);
  }

  @Test
  void otherDevicesEndNoSession() {
    connected();
    told(Kind.SESSION_TERMINATE, LAPTOP, BALCONY);
    told(Kind.SESSION_TERMINATE, TABLET, PHONE);
    told(Kind.SESSION_ACCEPT, TABLET, PHONE);
    assertEquals(CallPhase.CONNECTED, state.phase());
  }

  @Test
  void nobodyAnswersOwnCalls() {
    proposed();
    told(Kind.RINGING, LAPTOP, PHONE);
    told(Kind.PROCEED, LAPTOP, PHONE);
    told(Kind.REJECT, LAPTOP, PHONE);
    told(Kind.RETRACT, BALCONY, PHONE);
    assertEquals(1, written.size());
  }

  @Test
  void anotherOwnDeviceMayBeCalled() {
    told(Kind.PROPOSE, PHONE, PHONE.bare());
    told(Kind.PROCEED, PHONE, PHONE);
    assertEquals(CallPhase.PROPOSED, state.phase());
    told(Kind.PROCEED, LAPTOP, PHONE);
    assertEquals(LAPTOP, state.device());
  }

  @Test
  void whatNobodyAnswersEndsInTime() {
    proposed();
    passes(SETTINGS.ringingMax().minusMillis(1));
    assertEquals(CallPhase.PROPOSED, state.phase());
    passes(Duration.ofMillis(1));
    isOver(CallEnd.TIMED_OUT);
    told(Kind.PROCEED, BALCONY, PHONE);
    assertEquals(2, written.size());
  }

  @Test
  void whatWasTakenAndNeverOfferedEndsInTime() {
    taken();
    passes(SETTINGS.offerMax());
    isOver(CallEnd.TIMED_OUT);
  }

  @Test
  void whoeverTalksTalksForADay() {
    connected();
    passes(Duration.ofHours(23));
    assertEquals(CallPhase.CONNECTED, state.phase());
    passes(Duration.ofHours(1));
    isOver(CallEnd.TIMED_OUT);
  }

  @Test
  void aCallThatReachesNoDeviceIsOver() {
    proposed();
    told(CallFact.unreachable(JULIET, PHONE, NOON));
    isOver(CallEnd.UNREACHABLE);
  }

  @Test
  void aDeviceThatRingsIsReached() {
    proposed();
    told(Kind.RINGING, BALCONY, PHONE);
    told(CallFact.unreachable(JULIET, PHONE, NOON));
    assertEquals(CallPhase.RINGING, state.phase());
  }

  @Test
  void ringingDevicesAreCountedOnceAndWithinABound() {
    proposed();
    for (var n = 0; n < CallState.RINGING_MAX + 5; n++) {
      told(Kind.RINGING, Jid.parse("juliet@localhost/" + n), PHONE);
      told(Kind.RINGING, Jid.parse("juliet@localhost/" + n), PHONE);
    }
    assertEquals(CallState.RINGING_MAX, state.ringing().size());
    assertEquals(CallState.RINGING_MAX + 1, written.size());
  }

  @Test
  void whatNobodyProposedIsNoCall() {
    for (var kind : Kind.values()) {
      if (kind != Kind.PROPOSE && kind != Kind.SESSION_INITIATE) {
        assertEquals(CallOutcome.NOTED, told(kind, BALCONY, PHONE), kind.name());
      }
    }
    assertTrue(written.isEmpty());
  }
}
