@NullMarked
package im.balcony.protocol.xep.rewrite;

import org.jspecify.annotations.NullMarked;
