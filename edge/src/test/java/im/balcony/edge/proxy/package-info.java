/** Tests of the package of the same name. */
@NullMarked
package im.balcony.edge.proxy;

import org.jspecify.annotations.NullMarked;
