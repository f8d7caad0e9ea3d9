@NullMarked
package im.balcony.protocol.xep;

import org.jspecify.annotations.NullMarked;
