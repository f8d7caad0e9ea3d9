package im.balcony.persistence.event.call;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.time.Instant;
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
 */
public record CallCourse(
    @Nullable Instant begun,
    @Nullable Instant connected,
    @Nullable Jid endedBy,
    @Nullable JingleReason reason,
    boolean recorded) {
  static final CallCourse NONE = new CallCourse(null, null, null, null, false);

  static CallCourse begun(Instant at) {
    return new CallCourse(at, null, null, null, false);
  }

  CallCourse connected(Instant at) {
    return new CallCourse(begun, at, endedBy, reason, recorded);
  }

  CallCourse ended(CallEvent.CallEnded end) {
    return new CallCourse(begun, connected, end.by(), end.reason(), recorded);
  }

  CallCourse written() {
    return new CallCourse(begun, connected, endedBy, reason, true);
  }
}
