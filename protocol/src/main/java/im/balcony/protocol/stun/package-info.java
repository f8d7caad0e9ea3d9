/**
 * STUN messages (RFC 8489) as far as a basic server needs them: bytes in, bytes out.
 *
 * <p>What does not belong here: sockets, how often somebody may ask, relaying (TURN, RFC 8656).
 */
@NullMarked
package im.balcony.protocol.stun;

import org.jspecify.annotations.NullMarked;
