@NullMarked
package im.balcony.protocol.xep.hats;

import org.jspecify.annotations.NullMarked;
