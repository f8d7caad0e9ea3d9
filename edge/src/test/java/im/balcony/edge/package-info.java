/** Tests of whole nodes and of the module's shape. */
@NullMarked
package im.balcony.edge;

import org.jspecify.annotations.NullMarked;
