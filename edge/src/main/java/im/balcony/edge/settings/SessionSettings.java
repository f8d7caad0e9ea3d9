package im.balcony.edge.settings;

import com.typesafe.config.Config;

/** A client that has logged in: {@code balcony.edge.c2s.session}. */
public record SessionSettings(
    int stanzasInFlightMax,
    int batchStanzasMax,
    int batchRetryMillis,
    int outboundBytesMax,
    int unacknowledgedStanzasMax,
    int unacknowledgedBytesMax,
    int writeSecondsMax,
    int silentSecondsMax,
    int pingAnswerSecondsMax,
    int requestAckEveryStanzas,
    int requestAckMillis,
    int ackEveryStanzas,
    int answerAckMillisMax,
    int resumptionSecondsMax,
    int lapsedSecondsMax,
    int lapsedStreamsMax,
    long waitingBytesMax,
    int heldStanzasMax,
    int heldBytesMax,
    long heldBytesOfNodeMax,
    int closeSecondsMax,
    int drainMillisMax) {

  static SessionSettings from(Config session) {
    return new SessionSettings(
        session.getInt("stanzas-in-flight-max"),
        session.getInt("batch-stanzas-max"),
        session.getInt("batch-retry-millis"),
        session.getInt("outbound-bytes-max"),
        session.getInt("unacknowledged-stanzas-max"),
        session.getInt("unacknowledged-bytes-max"),
        session.getInt("write-seconds-max"),
        session.getInt("silent-seconds-max"),
        session.getInt("ping-answer-seconds-max"),
        session.getInt("request-ack-every-stanzas"),
        session.getInt("request-ack-millis"),
        session.getInt("ack-every-stanzas"),
        session.getInt("answer-ack-millis-max"),
        session.getInt("resumption-seconds-max"),
        session.getInt("lapsed-seconds-max"),
        session.getInt("lapsed-streams-max"),
        session.getBytes("waiting-bytes-max"),
        session.getInt("held-stanzas-max"),
        session.getInt("held-bytes-max"),
        session.getBytes("held-bytes-of-node-max"),
        session.getInt("close-seconds-max"),
        session.getInt("drain-millis-max"));
  }
}
