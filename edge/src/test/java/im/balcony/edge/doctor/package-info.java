/** Tests of the package of the same name. */
@NullMarked
package im.balcony.edge.doctor;

import org.jspecify.annotations.NullMarked;
