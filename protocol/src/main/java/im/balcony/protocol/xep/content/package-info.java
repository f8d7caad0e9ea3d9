/** What a message carries, as the rules of several extensions ask. */
@NullMarked
package im.balcony.protocol.xep.content;

import org.jspecify.annotations.NullMarked;
