/**
 * Bytes to stream frames and back, for TCP (RFC 6120) and for WebSocket (RFC 7395). What a frame
 * means is not decided here.
 */
@NullMarked
package im.balcony.edge.codec;

import org.jspecify.annotations.NullMarked;
