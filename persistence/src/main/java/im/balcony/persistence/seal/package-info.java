/** Encryption of personal content before it reaches a journal. Knows bytes and keys, no entity. */
@NullMarked
package im.balcony.persistence.seal;

import org.jspecify.annotations.NullMarked;
