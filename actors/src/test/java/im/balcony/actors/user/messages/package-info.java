@NullMarked
package im.balcony.actors.user.messages;

import org.jspecify.annotations.NullMarked;
