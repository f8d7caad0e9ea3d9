@NullMarked
package im.balcony.actors.feature.inbox;

import org.jspecify.annotations.NullMarked;
