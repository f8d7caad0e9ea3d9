@NullMarked
package im.balcony.protocol.xep.moderation;

import org.jspecify.annotations.NullMarked;
