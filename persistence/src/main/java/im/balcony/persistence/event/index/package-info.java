/** The events of an account's archive index. What decides about them lives in actors. */
@NullMarked
package im.balcony.persistence.event.index;

import org.jspecify.annotations.NullMarked;
