/**
 * The command line of the load driver: options in, one result line out. What is done stands in
 * {@code drive}, {@code history} and {@code measure}.
 */
@NullMarked
package im.balcony.load.command;

import org.jspecify.annotations.NullMarked;
