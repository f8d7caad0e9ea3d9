@NullMarked
package im.balcony.protocol.xep.cdr;

import org.jspecify.annotations.NullMarked;
