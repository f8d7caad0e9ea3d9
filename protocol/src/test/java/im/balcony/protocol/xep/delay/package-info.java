@NullMarked
package im.balcony.protocol.xep.delay;

import org.jspecify.annotations.NullMarked;
