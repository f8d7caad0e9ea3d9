package im.balcony.actors.session;

import im.balcony.protocol.jid.Jid;
import java.util.List;

/**
 * What a session that goes on at another edge takes along, but for its stanzas.
 *
 * @param inactive nobody looks at the screen (XEP-0352)
 * @param passedIds the newest archive ids that came through it, oldest first
 */
record SessionState(
    Jid fullJid,
    SessionOrigin origin,
    SessionMemory memory,
    boolean inactive,
    Acks acks,
    Inbound inbound,
    Outbound outbound,
    List<Long> passedIds,
    List<Heard> heard) {

  SessionState {
    passedIds = List.copyOf(passedIds);
    heard = List.copyOf(heard);
  }

  /** Of {@link AckCounters}. */
  record Acks(int resumptionSeconds, long receivedBefore, long given) {}

  /** Of {@link InboundLedger}. */
  record Inbound(
      int older,
      int uncounted,
      long nextNumber,
      long firstUnconfirmed,
      long received,
      long handled) {}

  /**
   * Of {@link OutboundQueue}.
   *
   * @param written what has been written to the client, so that many of its stanzas are
   *     unacknowledged
   */
  record Outbound(long acknowledged, long written, long lastArchiveId, int unacknowledged) {}

  /** What a room has told: see {@link HeardRooms}. */
  record Heard(String life, long upTo) {}
}
