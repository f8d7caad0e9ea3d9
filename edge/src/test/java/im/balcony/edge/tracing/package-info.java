/** Tests of the package of the same name. */
@NullMarked
package im.balcony.edge.tracing;

import org.jspecify.annotations.NullMarked;
