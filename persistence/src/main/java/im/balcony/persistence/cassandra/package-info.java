/** The ports of this module on Apache Cassandra. Statements and rows, no policy. */
@NullMarked
package im.balcony.persistence.cassandra;

import org.jspecify.annotations.NullMarked;
