/** Tests of the package of the same name. */
@NullMarked
package im.balcony.edge.command;

import org.jspecify.annotations.NullMarked;
