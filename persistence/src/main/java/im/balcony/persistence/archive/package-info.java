/** Bounded reads of the journal and the tables beside it. Writes no events. */
@NullMarked
package im.balcony.persistence.archive;

import org.jspecify.annotations.NullMarked;
