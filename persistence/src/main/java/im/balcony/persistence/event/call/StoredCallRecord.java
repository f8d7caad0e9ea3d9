package im.balcony.persistence.event.call;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.CallMedia;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.time.Instant;
import java.util.List;

/**
 * What a call's record tells whoever accounts for calls. On disk for ever, as events are.
 *
 * @param initiator full JID of the device that called
 * @param responder full JID of the device that took or refused it; the bare JID when none did
 * @param durationSeconds from the answer to the end, 0 when nobody answered
 * @param sources of RTP that both named, the initiator's first; none in older records
 * @param begun when it was proposed, or offered
 */
public record StoredCallRecord(
    String sessionId,
    Jid initiator,
    Jid responder,
    boolean answered,
    boolean rang,
    JingleReason reason,
    long durationSeconds,
    List<CallMedia> media,
    Instant begun,
    Instant ended,
    List<Long> sources) {
  public StoredCallRecord {
    media = List.copyOf(media);
    sources = sources == null ? List.of() : List.copyOf(sources);
  }
}
