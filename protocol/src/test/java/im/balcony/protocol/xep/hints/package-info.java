@NullMarked
package im.balcony.protocol.xep.hints;

import org.jspecify.annotations.NullMarked;
