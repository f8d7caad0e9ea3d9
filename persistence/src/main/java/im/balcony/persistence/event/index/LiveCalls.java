package im.balcony.persistence.event.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import im.balcony.protocol.xep.jmi.CallStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls that were made to an account lately, oldest first. One that is over stays for a while:
 * a proposal that comes again under its id lets nobody ring.
 */
public final class LiveCalls {
  /** The oldest goes first; its devices ring on, and later ones do not begin to. */
  static final int CALLS_MAX = 16;

  public static final LiveCalls NONE = of(List.of());

  private final List<LiveCall> calls;

  private LiveCalls(List<LiveCall> calls) {
    this.calls = calls;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static LiveCalls of(List<LiveCall> calls) {
    return new LiveCalls(List.copyOf(calls));
  }

  /** All of them. */
  @JsonValue
  public List<LiveCall> asList() {
    return calls;
  }

  /** Those that a device which comes now has to ring for. */
  public List<LiveCall> live(Instant now) {
    return calls.stream().filter(call -> call.isLive(now)).toList();
  }

  /** The newest live call of this peer. */
  public Optional<LiveCall> live(String peer, Instant now) {
    return live(now).stream().filter(call -> call.peer().equals(peer)).reduce((a, b) -> b);
  }

  /** Whether devices have to ring for the proposal that is in the archive under this id. */
  public boolean isLive(long archiveId, Instant now) {
    return calls.stream().anyMatch(call -> call.archiveId() == archiveId && call.isLive(now));
  }

  LiveCalls with(IndexEvent.CallNoted noted) {
    var known = calls.stream().filter(call -> call.isOf(noted)).findFirst();
    if (known.isPresent()) {
      return noted.step().endsRinging() ? ended(known.get()) : this;
    }
    if (noted.step() != CallStep.PROPOSE || noted.outgoing()) {
      return this;
    }
    var more =
        new ArrayList<>(calls.subList(Math.max(0, calls.size() + 1 - CALLS_MAX), calls.size()));
    more.add(
        new LiveCall(
            noted.peer(),
            noted.conversation(),
            noted.version(),
            noted.archiveId(),
            noted.sessionId(),
            false,
            noted.at(),
            noted.until()));
    return of(more);
  }

  private LiveCalls ended(LiveCall call) {
    return of(calls.stream().map(each -> each.equals(call) ? each.ended() : each).toList());
  }
}
