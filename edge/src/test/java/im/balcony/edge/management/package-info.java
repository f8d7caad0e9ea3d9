/** Tests of the package of the same name. */
@NullMarked
package im.balcony.edge.management;

import org.jspecify.annotations.NullMarked;
