@NullMarked
package im.balcony.protocol.xep.forgery;

import org.jspecify.annotations.NullMarked;
