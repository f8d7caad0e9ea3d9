/**
 * Tries STUN and TURN servers out as a client of theirs would use them (RFC 8489, RFC 8656).
 *
 * <p>What does not belong here: serving; that a service is told to clients says nothing about it.
 */
@NullMarked
package im.balcony.edge.turn;

import org.jspecify.annotations.NullMarked;
