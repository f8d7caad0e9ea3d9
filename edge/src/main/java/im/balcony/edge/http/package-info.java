/** The few HTTP requests an edge answers: the WebSocket handshake and host-meta. */
@NullMarked
package im.balcony.edge.http;

import org.jspecify.annotations.NullMarked;
