@NullMarked
package im.balcony.protocol.xep.mam;

import org.jspecify.annotations.NullMarked;
