/** XML streams as frames (RFC 6120 section 4). Negotiation and sockets do not belong here. */
@NullMarked
package im.balcony.protocol.stream;

import org.jspecify.annotations.NullMarked;
