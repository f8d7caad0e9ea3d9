/** The events of a conversation. What decides about them lives in actors. */
@NullMarked
package im.balcony.persistence.event.conversation;

import org.jspecify.annotations.NullMarked;
