/** Finishes what its owners forgot when their nodes died. Knows notes and whom to wake, no more. */
@NullMarked
package im.balcony.actors.sweep;

import org.jspecify.annotations.NullMarked;
