/** Tests of the package of the same name. */
@NullMarked
package im.balcony.edge.data;

import org.jspecify.annotations.NullMarked;
