@NullMarked
package im.balcony.protocol.xep.bosh;

import org.jspecify.annotations.NullMarked;
