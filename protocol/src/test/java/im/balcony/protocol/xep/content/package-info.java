@NullMarked
package im.balcony.protocol.xep.content;

import org.jspecify.annotations.NullMarked;
