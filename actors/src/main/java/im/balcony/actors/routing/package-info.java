/** Where a stanza goes next; what it means is not known here. */
@NullMarked
package im.balcony.actors.routing;

import org.jspecify.annotations.NullMarked;
