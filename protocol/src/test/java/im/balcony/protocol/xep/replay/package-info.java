@NullMarked
package im.balcony.protocol.xep.replay;

import org.jspecify.annotations.NullMarked;
