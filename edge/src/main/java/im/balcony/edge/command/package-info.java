/** The command line: what a person writes, and the one line that tells them what went wrong. */
@NullMarked
package im.balcony.edge.command;

import org.jspecify.annotations.NullMarked;
