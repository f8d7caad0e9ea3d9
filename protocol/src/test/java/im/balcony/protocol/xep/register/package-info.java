@NullMarked
package im.balcony.protocol.xep.register;

import org.jspecify.annotations.NullMarked;
