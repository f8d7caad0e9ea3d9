@NullMarked
package im.balcony.actors.conversation;

import org.jspecify.annotations.NullMarked;
