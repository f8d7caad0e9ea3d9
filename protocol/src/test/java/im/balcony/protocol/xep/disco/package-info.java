@NullMarked
package im.balcony.protocol.xep.disco;

import org.jspecify.annotations.NullMarked;
