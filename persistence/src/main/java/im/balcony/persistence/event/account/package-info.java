/** The events of an account. What decides about them lives in actors. */
@NullMarked
package im.balcony.persistence.event.account;

import org.jspecify.annotations.NullMarked;
