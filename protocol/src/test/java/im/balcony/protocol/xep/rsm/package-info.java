@NullMarked
package im.balcony.protocol.xep.rsm;

import org.jspecify.annotations.NullMarked;
