/**
 * Streams over HTTP requests (XEP-0124, XEP-0206): a session is a channel whose bytes come and go
 * in bodies. What a frame means is not decided here, nor how HTTP is spoken.
 */
@NullMarked
package im.balcony.edge.bosh;

import org.jspecify.annotations.NullMarked;
