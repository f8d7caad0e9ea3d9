/** Tests of the package of the same name. */
@NullMarked
package im.balcony.edge.metrics;

import org.jspecify.annotations.NullMarked;
