/** Tests of the package of the same name. */
@NullMarked
package im.balcony.edge.admin;

import org.jspecify.annotations.NullMarked;
