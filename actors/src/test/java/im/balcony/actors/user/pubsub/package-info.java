@NullMarked
package im.balcony.actors.user.pubsub;

import org.jspecify.annotations.NullMarked;
