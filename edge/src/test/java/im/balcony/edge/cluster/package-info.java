/** Tests of the package of the same name. */
@NullMarked
package im.balcony.edge.cluster;

import org.jspecify.annotations.NullMarked;
