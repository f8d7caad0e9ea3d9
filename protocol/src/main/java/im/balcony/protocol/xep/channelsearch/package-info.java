/** XEP-0433: searching for public rooms and channels. */
@NullMarked
package im.balcony.protocol.xep.channelsearch;

import org.jspecify.annotations.NullMarked;
