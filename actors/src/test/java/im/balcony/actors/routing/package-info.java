@NullMarked
package im.balcony.actors.routing;

import org.jspecify.annotations.NullMarked;
