/** Client Synchronization: the versioned list of conversations. */
@NullMarked
package im.balcony.actors.feature.sync;

import org.jspecify.annotations.NullMarked;
