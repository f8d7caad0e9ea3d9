/** Every port of this module without a database, for tests and for trying things out. */
@NullMarked
package im.balcony.persistence.memory;

import org.jspecify.annotations.NullMarked;
