/** What is on disk of a call. */
@NullMarked
package im.balcony.persistence.event.call;

import org.jspecify.annotations.NullMarked;
