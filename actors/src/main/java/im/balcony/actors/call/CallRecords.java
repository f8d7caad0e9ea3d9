package im.balcony.actors.call;

import im.balcony.actors.LogStore;
import im.balcony.persistence.event.call.CallEnd;
import im.balcony.persistence.event.call.CallPhase;
import im.balcony.persistence.event.call.CallState;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.records.CallRecordRow;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xep.hints.Hint;
import im.balcony.protocol.xep.jingle.JingleReason;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** What is told of a call that is over: the same whenever it is asked for. */
final class CallRecords {
  private static final String CLIENT = "jabber:client";

  private CallRecords() {}

  /**
   * Empty while the call goes on, when its record is written, and when nobody knows (any more) who
   * called whom.
   */
  static Optional<CallRecord> due(CallState state, String sessionId) {
    return state.course().recorded() || state.course().begun() == null
        ? Optional.empty()
        : of(state, sessionId);
  }

  private static Optional<CallRecord> of(CallState state, String sessionId) {
    var initiator = state.initiator();
    var responder = state.responder();
    if (state.phase() != CallPhase.ENDED || initiator == null || responder == null) {
      return Optional.empty();
    }
    var connected = state.course().connected();
    var seconds = connected == null ? 0 : Duration.between(connected, state.since()).toSeconds();
    return Optional.of(
        new CallRecord(
            sessionId,
            initiator,
            device(state, initiator, responder),
            connected != null,
            !state.ringing().isEmpty(),
            reason(state),
            Math.max(0, seconds), // the clocks of two nodes
            state.media(),
            state.course().sources()));
  }

  /** The device that had it, or that did not want it. */
  private static Jid device(CallState state, Jid initiator, Jid responder) {
    if (state.device() != null) {
      return state.device();
    }
    var by = state.course().endedBy();
    return by != null && by.bare().equals(responder) && !by.equals(initiator) ? by : responder;
  }

  private static JingleReason reason(CallState state) {
    var given = state.course().reason();
    if (given != null) {
      return given;
    }
    var end = state.end() == null ? CallEnd.FINISHED : state.end();
    return switch (end) {
      case REJECTED -> JingleReason.DECLINE;
      case RETRACTED -> JingleReason.CANCEL;
      case GAVE_WAY -> JingleReason.EXPIRED;
      case TIMED_OUT -> JingleReason.TIMEOUT;
      case UNREACHABLE -> JingleReason.GONE;
      case FINISHED ->
          state.course().connected() == null ? JingleReason.CANCEL : JingleReason.SUCCESS;
    };
  }

  /** What is kept for whoever accounts for calls, sealed as the call's own log is. */
  static CallRecordRow row(
      CallRecord record, CallState state, String log, LogStore store, Instant now) {
    var begun = state.course().begun();
    var kept =
        new StoredCallRecord(
            record.sessionId(),
            record.initiator(),
            record.responder(),
            record.answered(),
            record.rang(),
            record.reason(),
            record.durationSeconds(),
            record.media(),
            begun == null ? state.since() : begun,
            state.since(),
            record.sources());
    var sealed =
        store
            .ring()
            .seal(
                record.initiator().bare().toString(),
                log,
                store.codec().manifest(kept),
                store.codec().write(kept));
    return new CallRecordRow(
        ChronoUnit.MICROS.between(Instant.EPOCH, now), log, store.owner(), sealed);
  }

  /**
   * The headline that both keep. It is from the account that called, as a bare JID: no client can
   * send from that.
   *
   * @param log the call's persistence id; its hash is the id that makes the message one (I3), and
   *     nobody can guess it
   */
  static Message message(CallRecord record, Jid responder, String log) {
    var id = UUID.nameUUIDFromBytes(log.getBytes(StandardCharsets.UTF_8)).toString();
    var from = record.initiator().bare();
    var element =
        XmlElement.named("message", CLIENT)
            .attribute("from", from.toString())
            .attribute("to", responder.toString())
            .attribute("type", Message.Type.HEADLINE.value())
            .attribute("id", id)
            .child(record.toElement())
            .child(XmlElement.named("origin-id", StanzaIds.NAMESPACE).attribute("id", id).build())
            .child(Hint.STORE.toElement())
            .build();
    return new Message(element, Message.Type.HEADLINE, from, responder, id);
  }
}
