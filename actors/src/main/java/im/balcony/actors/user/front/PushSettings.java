package im.balcony.actors.user.front;

import java.time.Duration;

/**
 * When devices are woken (XEP-0357).
 *
 * @param registrationsMax of an account; the oldest makes room
 * @param pause at least between two notifications of one node; a call does not wait for it
 * @param answerMax how long the service may take to answer
 * @param backoff after the first failure; twice as long after each further one
 * @param backoffMax the longest pause after failures
 * @param failuresMax after so many failures in a row the node is forgotten
 */
public record PushSettings(
    int registrationsMax,
    Duration pause,
    Duration answerMax,
    Duration backoff,
    Duration backoffMax,
    int failuresMax) {}
