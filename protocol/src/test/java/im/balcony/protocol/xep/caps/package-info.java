@NullMarked
package im.balcony.protocol.xep.caps;

import org.jspecify.annotations.NullMarked;
