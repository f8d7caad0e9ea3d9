package im.balcony.actors.call;

import im.balcony.persistence.event.call.CallEnd;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.persistence.event.call.CallPhase;
import im.balcony.persistence.event.call.CallState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a fact: the state machine of XEP-0353 and XEP-0166, as far as a server sees it.
 * Facts may come twice, late, or not at all; a call only ever goes forward.
 */
final class CallRules {

  /** What is to be written, and what the teller hears. */
  record Decision(List<CallEvent> events, CallOutcome outcome) {
    private static final Decision NOTED = new Decision(List.of(), CallOutcome.NOTED);

    private static Decision of(CallEvent... events) {
      return new Decision(List.of(events), CallOutcome.NOTED);
    }

    private static Decision refused(CallOutcome outcome) {
      return new Decision(List.of(), outcome);
    }
  }

  private CallRules() {}

  static Decision decide(CallState state, String sessionId, CallFact fact) {
    return switch (fact.kind()) {
      case PROPOSE -> proposed(state, sessionId, fact);
      case RINGING, SESSION_RINGING -> rings(state, fact);
      case PROCEED -> takes(state, fact);
      case REJECT -> rejects(state, fact);
      case RETRACT -> retracts(state, fact);
      case FINISH -> finishes(state, fact);
      case SESSION_INITIATE -> offers(state, sessionId, fact);
      case SESSION_ACCEPT -> accepts(state, fact);
      case SESSION_TERMINATE -> terminates(state, fact);
      case UNREACHABLE -> isUnreachable(state, fact);
    };
  }

  /** Its end, when what had to follow did not come in time. */
  static Optional<CallEvent> overdue(CallState state, CallSettings settings, Instant now) {
    var late = !now.isBefore(deadline(state, settings));
    return state.phase().isLive() && late
        ? Optional.of(
            new CallEvent.CallEnded(null, CallEnd.TIMED_OUT, JingleReason.TIMEOUT, null, now))
        : Optional.empty();
  }

  static Instant deadline(CallState state, CallSettings settings) {
    return state.since().plus(settings.longest(state.phase()));
  }

  /** The second proposal under an id is a repeat, or somebody's mistake. */
  private static Decision proposed(CallState state, String sessionId, CallFact fact) {
    if (state.phase() == CallPhase.NONE) {
      return Decision.of(proposal(sessionId, fact));
    }
    return fact.from().equals(state.initiator()) && state.phase() != CallPhase.ENDED
        ? Decision.NOTED
        : isRepeat(state, fact) ? Decision.NOTED : Decision.refused(CallOutcome.ID_IN_USE);
  }

  /** The other account tells what the first one told; the call may be over by then. */
  private static boolean isRepeat(CallState state, CallFact fact) {
    return fact.from().equals(state.initiator()) && !fact.at().isAfter(state.since());
  }

  private static CallEvent.CallProposed proposal(String sessionId, CallFact fact) {
    return new CallEvent.CallProposed(
        sessionId, fact.from(), fact.to().bare(), fact.media(), fact.at());
  }

  private static Decision rings(CallState state, CallFact fact) {
    var byDevice = state.phase() == CallPhase.OFFERED && fact.from().equals(state.device());
    var news =
        (state.phase().isOpen() || byDevice)
            && isOfResponder(state, fact.from())
            && !state.ringing().contains(fact.from())
            && state.ringing().size() < CallState.RINGING_MAX;
    return news ? Decision.of(new CallEvent.DeviceRang(fact.from(), fact.at())) : Decision.NOTED;
  }

  private static Decision takes(CallState state, CallFact fact) {
    if (!isOfResponder(state, fact.from())) {
      return Decision.NOTED;
    }
    if (state.phase().isOpen()) {
      return Decision.of(new CallEvent.CallTaken(fact.from(), fact.at()));
    }
    return state.device() == null || fact.from().equals(state.device())
        ? Decision.NOTED
        : Decision.refused(CallOutcome.TAKEN_ELSEWHERE);
  }

  /** The device that has it may still let it go; others come too late. */
  private static Decision rejects(CallState state, CallFact fact) {
    var may =
        state.phase().isOpen()
            || (isBeforeTalk(state.phase()) && fact.from().equals(state.device()));
    return may && isOfResponder(state, fact.from())
        ? ended(fact, fact.tieBreak() ? CallEnd.GAVE_WAY : CallEnd.REJECTED)
        : Decision.NOTED;
  }

  private static Decision retracts(CallState state, CallFact fact) {
    return (state.phase().isOpen() || isBeforeTalk(state.phase()))
            && isOfInitiator(state, fact.from())
        ? ended(fact, fact.tieBreak() ? CallEnd.GAVE_WAY : CallEnd.RETRACTED)
        : Decision.NOTED;
  }

  private static Decision finishes(CallState state, CallFact fact) {
    return state.phase().isLive() ? ended(fact, CallEnd.FINISHED) : Decision.NOTED;
  }

  /**
   * Also without a proposal before it (XEP-0166 6.2), and by whoever did not wait for an answer.
   */
  private static Decision offers(CallState state, String sessionId, CallFact fact) {
    var offered = new CallEvent.SessionOffered(fact.from(), fact.to(), fact.at(), fact.sources());
    if (state.phase() == CallPhase.NONE) {
      return Decision.of(proposal(sessionId, fact), offered);
    }
    var may =
        state.phase().isOpen()
            || (state.phase() == CallPhase.TAKEN && fact.to().equals(state.device()));
    return may && isOfInitiator(state, fact.from()) ? Decision.of(offered) : Decision.NOTED;
  }

  private static Decision accepts(CallState state, CallFact fact) {
    return state.phase() == CallPhase.OFFERED && fact.from().equals(state.device())
        ? Decision.of(new CallEvent.CallConnected(fact.from(), fact.at(), fact.sources()))
        : Decision.NOTED;
  }

  /** XEP-0166 6.7: either of the two devices; before they talk it is a refusal. */
  private static Decision terminates(CallState state, CallFact fact) {
    var byDevice = fact.from().equals(state.device());
    if (!state.phase().isLive() || (!byDevice && !fact.from().equals(state.initiator()))) {
      return Decision.NOTED;
    }
    if (state.phase() == CallPhase.CONNECTED) {
      return ended(fact, CallEnd.FINISHED);
    }
    return ended(fact, byDevice ? CallEnd.REJECTED : CallEnd.RETRACTED);
  }

  /** Unless a device has shown itself meanwhile. */
  private static Decision isUnreachable(CallState state, CallFact fact) {
    return state.phase() == CallPhase.PROPOSED && isOfResponder(state, fact.from())
        ? Decision.of(
            new CallEvent.CallEnded(null, CallEnd.UNREACHABLE, JingleReason.GONE, null, fact.at()))
        : Decision.NOTED;
  }

  private static Decision ended(CallFact fact, CallEnd end) {
    return Decision.of(
        new CallEvent.CallEnded(fact.from(), end, fact.reason(), fact.migratedTo(), fact.at()));
  }

  private static boolean isBeforeTalk(CallPhase phase) {
    return phase == CallPhase.TAKEN || phase == CallPhase.OFFERED;
  }

  private static boolean isOfInitiator(CallState state, Jid device) {
    var initiator = state.initiator();
    return initiator != null && initiator.bare().equals(device.bare());
  }

  /** Whoever calls another device of the own account is no responder. */
  private static boolean isOfResponder(CallState state, @Nullable Jid device) {
    return device != null
        && device.bare().equals(state.responder())
        && !device.equals(state.initiator());
  }
}
