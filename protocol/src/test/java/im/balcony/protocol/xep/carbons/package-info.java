@NullMarked
package im.balcony.protocol.xep.carbons;

import org.jspecify.annotations.NullMarked;
