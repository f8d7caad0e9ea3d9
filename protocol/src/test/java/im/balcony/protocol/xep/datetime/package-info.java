@NullMarked
package im.balcony.protocol.xep.datetime;

import org.jspecify.annotations.NullMarked;
