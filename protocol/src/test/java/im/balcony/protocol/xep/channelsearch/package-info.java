@NullMarked
package im.balcony.protocol.xep.channelsearch;

import org.jspecify.annotations.NullMarked;
