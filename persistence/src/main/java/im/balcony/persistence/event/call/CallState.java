package im.balcony.persistence.event.call;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.CallMedia;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call.
 *
 * @param since when the phase began; ringing goes on with the proposal's time
 * @param initiator full JID of the device that calls; null before it is known, as the next
 * @param responder bare JID of who is called
 * @param ringing full JIDs of the devices that rang, at most {@link #RINGING_MAX}
 * @param device full JID of the responder's device that has it; null while nobody has
 * @param end null while it goes on
 * @param course what its record tells beside
 */
public record CallState(
    CallPhase phase,
    Instant since,
    @Nullable Jid initiator,
    @Nullable Jid responder,
    List<CallMedia> media,
    List<Jid> ringing,
    @Nullable Jid device,
    @Nullable CallEnd end,
    CallCourse course)
    implements CallEvent.Fold<CallState> {
  /** Devices beyond these ring as well, but nothing is kept of it. */
  public static final int RINGING_MAX = 20;

  public static final CallState NONE =
      new CallState(
          CallPhase.NONE,
          Instant.EPOCH,
          null,
          null,
          List.of(),
          List.of(),
          null,
          null,
          CallCourse.NONE);

  public CallState {
    media = List.copyOf(media);
    ringing = List.copyOf(ringing);
    course = course == null ? CallCourse.NONE : course; // as it is before there were records
  }

  @Override
  public CallState on(CallEvent.CallProposed event) {
    return new CallState(
        CallPhase.PROPOSED,
        event.at(),
        event.initiator(),
        event.responder(),
        event.media(),
        List.of(),
        null,
        null,
        CallCourse.begun(event.at()));
  }

  @Override
  public CallState on(CallEvent.DeviceRang event) {
    var more = new ArrayList<>(ringing);
    if (more.size() < RINGING_MAX && !more.contains(event.device())) {
      more.add(event.device());
    }
    var now = phase == CallPhase.PROPOSED ? CallPhase.RINGING : phase;
    return new CallState(now, since, initiator, responder, media, more, device, end, course);
  }

  @Override
  public CallState on(CallEvent.CallTaken event) {
    return at(CallPhase.TAKEN, event.at(), initiator, event.device());
  }

  @Override
  public CallState on(CallEvent.SessionOffered event) {
    return at(CallPhase.OFFERED, event.at(), event.initiator(), event.device())
        .with(course.offered(event.sources()));
  }

  @Override
  public CallState on(CallEvent.CallConnected event) {
    return at(CallPhase.CONNECTED, event.at(), initiator, event.device())
        .with(course.connected(event));
  }

  @Override
  public CallState on(CallEvent.CallEnded event) {
    return new CallState(
        CallPhase.ENDED,
        event.at(),
        initiator,
        responder,
        media,
        ringing,
        device,
        event.end(),
        course.ended(event));
  }

  @Override
  public CallState on(CallEvent.CallRecorded event) {
    return with(course.written());
  }

  @Override
  public CallState on(CallEvent.Erased event) {
    return this;
  }

  private CallState at(CallPhase now, Instant at, @Nullable Jid from, @Nullable Jid to) {
    return new CallState(now, at, from, responder, media, ringing, to, end, course);
  }

  private CallState with(CallCourse now) {
    return new CallState(phase, since, initiator, responder, media, ringing, device, end, now);
  }
}
