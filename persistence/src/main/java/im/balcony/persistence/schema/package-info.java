/** Keyspace and tables. Nothing here reads or writes a row. */
@NullMarked
package im.balcony.persistence.schema;

import org.jspecify.annotations.NullMarked;
