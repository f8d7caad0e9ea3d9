/** What lists of conversations say of rooms: docs/protocol/rooms-in-the-inbox.md. */
@NullMarked
package im.balcony.protocol.xep.roominbox;

import org.jspecify.annotations.NullMarked;
