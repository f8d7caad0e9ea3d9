package im.balcony.actors.user.push;

import im.balcony.protocol.xep.push.PushRoute;
import java.time.Duration;
import java.util.Optional;

/**
 * When devices are woken (XEP-0357).
 *
 * @param registrationsMax of an account; the oldest makes room
 * @param pause at least between two notifications of one node; a call does not wait for it
 * @param answerMax how long the service may take to answer
 * @param backoff after the first failure; twice as long after each further one
 * @param backoffMax the longest pause after failures
 * @param failuresMax after so many failures in a row the node is forgotten
 * @param waitingMax conversations that may wait for one node; the oldest goes first
 * @param callsMax calls that one node may be told of at a time; of more it hears nothing
 * @param messageTtl after which something to read must not reach the device any more
 * @param requests how a device hears that somebody asks for the account's presence; empty: not at
 *     all
 * @param callEndTtl how long it matters to a device that a call is over
 */
public record PushSettings(
    int registrationsMax,
    Duration pause,
    Duration answerMax,
    Duration backoff,
    Duration backoffMax,
    int failuresMax,
    int waitingMax,
    int callsMax,
    Duration messageTtl,
    Optional<PushRoute.Type> requests,
    Duration callEndTtl) {}
