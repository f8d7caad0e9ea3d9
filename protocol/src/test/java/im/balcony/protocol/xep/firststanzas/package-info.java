@NullMarked
package im.balcony.protocol.xep.firststanzas;

import org.jspecify.annotations.NullMarked;
