/** Who may see what an account keeps at its nodes. */
@NullMarked
package im.balcony.actors.feature.pubsub;

import org.jspecify.annotations.NullMarked;
