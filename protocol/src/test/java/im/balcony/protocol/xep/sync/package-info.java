@NullMarked
package im.balcony.protocol.xep.sync;

import org.jspecify.annotations.NullMarked;
