package im.balcony.actors.session;

import java.util.List;

/**
 * All of a session that has come from another edge.
 *
 * @param isAwaited whether its client is here already
 */
record MovedSession(
    SessionState state,
    List<SessionMove.Open> inbound,
    List<Delivery> outbound,
    boolean isAwaited) {}
