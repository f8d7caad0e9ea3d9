@NullMarked
package im.balcony.protocol.xep.cam;

import org.jspecify.annotations.NullMarked;
