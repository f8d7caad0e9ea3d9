/** Messages that a moderator of a room has taken back (XEP-0425). */
@NullMarked
package im.balcony.protocol.xep.moderation;

import org.jspecify.annotations.NullMarked;
