@NullMarked
package im.balcony.protocol.xep.csi;

import org.jspecify.annotations.NullMarked;
