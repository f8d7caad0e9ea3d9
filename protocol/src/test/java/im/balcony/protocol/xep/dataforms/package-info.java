@NullMarked
package im.balcony.protocol.xep.dataforms;

import org.jspecify.annotations.NullMarked;
