package im.balcony.actors.session;

/**
 * The bounds of one session; the edge's configuration says what each is for.
 *
 * @param answerAckMillisMax how long an answer to {@code <r/>} may wait for stanzas to be settled
 * @param requestAckMillis how long something may be unacknowledged before the client is asked
 * @param heldStanzasMax stanzas that wait for a client whose user looks elsewhere; 0 for none
 * @param heldBytesMax bytes of them
 * @param drainMillisMax how long a session whose client is gone may wait for its stanzas
 */
public record SessionLimits(
    int batchStanzasMax,
    int batchRetryMillis,
    int outboundBytesMax,
    int unacknowledgedStanzasMax,
    int unacknowledgedBytesMax,
    int requestAckEveryStanzas,
    int requestAckMillis,
    int ackEveryStanzas,
    int answerAckMillisMax,
    int resumptionSecondsMax,
    int heldStanzasMax,
    int heldBytesMax,
    int drainMillisMax) {}
