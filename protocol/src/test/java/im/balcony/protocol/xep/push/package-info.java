@NullMarked
package im.balcony.protocol.xep.push;

import org.jspecify.annotations.NullMarked;
