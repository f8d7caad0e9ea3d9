@NullMarked
package im.balcony.protocol.xep.forward;

import org.jspecify.annotations.NullMarked;
