@NullMarked
package im.balcony.protocol.xep.pipelining;

import org.jspecify.annotations.NullMarked;
