/**
 * Puts users and conversations on the cluster's shards and connects their ports over it. Nothing
 * here decides about stanzas.
 */
@NullMarked
package im.balcony.actors.start;

import org.jspecify.annotations.NullMarked;
