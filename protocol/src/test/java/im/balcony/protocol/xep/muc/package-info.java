@NullMarked
package im.balcony.protocol.xep.muc;

import org.jspecify.annotations.NullMarked;
