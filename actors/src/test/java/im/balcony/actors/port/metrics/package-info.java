/** Tests of the package of the same name. */
@NullMarked
package im.balcony.actors.port.metrics;

import org.jspecify.annotations.NullMarked;
