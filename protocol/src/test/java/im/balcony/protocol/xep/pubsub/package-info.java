@NullMarked
package im.balcony.protocol.xep.pubsub;

import org.jspecify.annotations.NullMarked;
