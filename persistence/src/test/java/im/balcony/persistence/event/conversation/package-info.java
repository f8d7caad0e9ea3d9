@NullMarked
package im.balcony.persistence.event.conversation;

import org.jspecify.annotations.NullMarked;
