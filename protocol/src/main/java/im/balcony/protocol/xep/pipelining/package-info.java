/**
 * A login that is sent along with the stream header, on the strength of what was offered before.
 */
@NullMarked
package im.balcony.protocol.xep.pipelining;

import org.jspecify.annotations.NullMarked;
