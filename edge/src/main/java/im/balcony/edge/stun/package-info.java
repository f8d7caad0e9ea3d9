/**
 * A small STUN responder (RFC 8489 12): a phone learns here under which address it is seen.
 *
 * <p>What does not belong here: relaying (TURN); a real one stands beside the server.
 */
@NullMarked
package im.balcony.edge.stun;

import org.jspecify.annotations.NullMarked;
