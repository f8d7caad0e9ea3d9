package im.balcony.actors.user.push;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one node of a push service is told of. Whatever fails: a device that may have been
 * told to ring is told to stop, one that was not is not, and none is told to ring after the end.
 */
public final class CallPushes {
  /** What the service made of what was sent. */
  public enum Outcome {
    TAKEN,
    /** It said that it did not. */
    REFUSED,
    /** Nobody knows. */
    UNANSWERED
  }

  /** To be sent next. */
  public record Next(PushedCall call, boolean isEnd) {}

  private enum Phase {
    /** The call is to be told. */
    WAITING,
    SENDING,
    /** It is over, and nobody knows yet whether it was told. */
    SENDING_OVER,
    RINGING,
    /** The end is to be told. */
    STOPPING,
    SENDING_STOP
  }

  /**
   * @param mayRing whether the device may have been told
   * @param stopUntil when nobody cares about the end any more
   */
  private record Line(PushedCall call, Phase phase, boolean mayRing, Instant stopUntil) {
    private Line in(Phase next) {
      return new Line(call, next, mayRing, stopUntil);
    }

    private boolean isSending() {
      return phase == Phase.SENDING || phase == Phase.SENDING_OVER || phase == Phase.SENDING_STOP;
    }

    /** When something has to happen by itself. */
    private Instant expiry() {
      return phase == Phase.STOPPING || phase == Phase.SENDING_STOP ? stopUntil : call.until();
    }
  }

  private final int callsMax;
  private final Duration stopTtl;
  private final Map<PushedCall.Id, Line> lines = new LinkedHashMap<>(2);

  /**
   * @param callsMax of more calls at a time nothing is told
   * @param stopTtl how long an end matters
   */
  public CallPushes(int callsMax, Duration stopTtl) {
    this.callsMax = callsMax;
    this.stopTtl = stopTtl;
  }

  /** Somebody calls; a call that is known stays as it is. */
  public void proposed(PushedCall call) {
    add(call, Phase.WAITING, false);
  }

  /** As {@link #proposed}, by a server that does not know what the one before it has told. */
  public void proposedAgain(PushedCall call) {
    add(call, Phase.WAITING, true);
  }

  private void add(PushedCall call, Phase phase, boolean mayRing) {
    if (lines.size() < callsMax) {
      lines.putIfAbsent(call.id(), new Line(call, phase, mayRing, call.until().plus(stopTtl)));
    }
  }

  /** A call is over of which a server before may have told. */
  public void endedBefore(PushedCall call, Instant now) {
    add(call, Phase.WAITING, true);
    ended(call.id(), now);
  }

  /** It was taken, refused, given up, or nobody knows it any more. */
  public void ended(PushedCall.Id id, Instant now) {
    lines.computeIfPresent(id, (same, line) -> ended(line, now));
  }

  private @Nullable Line ended(Line line, Instant now) {
    var over = new Line(line.call, line.phase, line.mayRing, now.plus(stopTtl));
    return switch (line.phase) {
      case WAITING -> line.mayRing ? over.in(Phase.STOPPING) : null;
      case SENDING -> over.in(Phase.SENDING_OVER);
      case RINGING -> over.in(Phase.STOPPING);
      case SENDING_OVER, STOPPING, SENDING_STOP -> line;
    };
  }

  /** The device itself ended the call: there is nothing to tell it. */
  public void forget(PushedCall.Id id) {
    lines.remove(id);
  }

  /** The device is there: its session says what it has to know. */
  public void came() {
    for (var line : List.copyOf(lines.values())) {
      if (line.phase == Phase.WAITING && line.mayRing) {
        lines.put(line.call.id(), line.in(Phase.RINGING));
      } else if (line.phase == Phase.WAITING || line.phase == Phase.STOPPING) {
        lines.remove(line.call.id());
      }
    }
  }

  /** What has rung for too long is over; an end that came too late is dropped. */
  public void expire(Instant now) {
    for (var line : List.copyOf(lines.values())) {
      if (now.isBefore(line.expiry()) || line.isSending()) {
        continue;
      }
      if (line.phase == Phase.STOPPING) {
        lines.remove(line.call.id());
      } else {
        ended(line.call.id(), now);
      }
    }
  }

  /** Ends go first; empty while there is nothing to tell, or something is on its way. */
  public Optional<Next> next() {
    if (lines.values().stream().anyMatch(Line::isSending)) {
      return Optional.empty();
    }
    return first(Phase.STOPPING)
        .map(line -> new Next(line.call, true))
        .or(() -> first(Phase.WAITING).map(line -> new Next(line.call, false)));
  }

  private Optional<Line> first(Phase phase) {
    return lines.values().stream().filter(line -> line.phase == phase).findFirst();
  }

  /** What was next is on its way. */
  public void sent(Next next) {
    var phase = next.isEnd() ? Phase.SENDING_STOP : Phase.SENDING;
    lines.computeIfPresent(next.call().id(), (id, line) -> line.in(phase));
  }

  /** About what is on its way; of a call that was forgotten nothing is. */
  public void answered(Outcome outcome) {
    var sending = new ArrayList<>(lines.values());
    sending.removeIf(line -> !line.isSending());
    sending.forEach(line -> answered(line, outcome));
  }

  private void answered(Line line, Outcome outcome) {
    var mayRing = line.mayRing || outcome != Outcome.REFUSED;
    var now = new Line(line.call, line.phase, mayRing, line.stopUntil);
    var isTaken = outcome == Outcome.TAKEN;
    switch (line.phase) {
      case SENDING -> put(now.in(isTaken ? Phase.RINGING : Phase.WAITING));
      case SENDING_OVER -> {
        if (mayRing) {
          put(now.in(Phase.STOPPING));
        } else {
          lines.remove(line.call.id());
        }
      }
      case SENDING_STOP -> {
        if (isTaken) {
          lines.remove(line.call.id());
        } else {
          put(now.in(Phase.STOPPING));
        }
      }
      case WAITING, RINGING, STOPPING -> {
        // nothing of it was on its way
      }
    }
  }

  private void put(Line line) {
    lines.put(line.call.id(), line);
  }

  /** When {@link #expire} has something to do; empty for never. */
  public Optional<Instant> nextExpiry() {
    return lines.values().stream()
        .filter(line -> !line.isSending())
        .map(Line::expiry)
        .min(Comparator.naturalOrder());
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }
}
