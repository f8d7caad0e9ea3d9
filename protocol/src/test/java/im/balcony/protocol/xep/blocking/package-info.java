@NullMarked
package im.balcony.protocol.xep.blocking;

import org.jspecify.annotations.NullMarked;
