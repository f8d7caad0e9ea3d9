/**
 * SASL mechanisms, the server's side, as pure state machines: bytes in, a value out.
 *
 * <p>What does not belong here: sockets, TLS, where keys are stored, how often somebody may try.
 */
@NullMarked
package im.balcony.protocol.sasl;

import org.jspecify.annotations.NullMarked;
