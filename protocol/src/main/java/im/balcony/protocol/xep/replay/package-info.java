/** Conversation replay, Balcony's own: docs/protocol/conversation-replay.md. */
@NullMarked
package im.balcony.protocol.xep.replay;

import org.jspecify.annotations.NullMarked;
