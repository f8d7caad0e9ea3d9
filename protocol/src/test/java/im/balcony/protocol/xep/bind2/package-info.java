@NullMarked
package im.balcony.protocol.xep.bind2;

import org.jspecify.annotations.NullMarked;
