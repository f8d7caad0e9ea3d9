package im.balcony.persistence.event.call;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record tells of a call beside its last phase.
 *
 * @param begun when it was proposed or offered; null before that, and in states that are older than
 *     records
 * @param connected when both could talk; null when they never could
 * @param endedBy full JID of the device that ended it; null when nobody did
 * @param reason as it was given; null when none was
 * @param recorded whether its record is written
 * @param sources of RTP that both named, the initiator's first
 */
public record CallCourse(
    @Nullable Instant begun,
    @Nullable Instant connected,
    @Nullable Jid endedBy,
    @Nullable JingleReason reason,
    boolean recorded,
    List<Long> sources) {
  static final CallCourse NONE = new CallCourse(null, null, null, null, false, List.of());

  public CallCourse {
    sources = sources == null ? List.of() : List.copyOf(sources); // as in older states
  }

  static CallCourse begun(Instant at) {
    return new CallCourse(at, null, null, null, false, List.of());
  }

  /** It may be offered again, by another device or with other media. */
  CallCourse offered(List<Long> named) {
    return new CallCourse(begun, connected, endedBy, reason, recorded, named);
  }

  CallCourse connected(CallEvent.CallConnected event) {
    var all = Stream.concat(sources.stream(), event.sources().stream()).distinct().toList();
    return new CallCourse(begun, event.at(), endedBy, reason, recorded, all);
  }

  CallCourse ended(CallEvent.CallEnded end) {
    return new CallCourse(begun, connected, end.by(), end.reason(), recorded, sources);
  }

  CallCourse written() {
    return new CallCourse(begun, connected, endedBy, reason, true, sources);
  }
}
