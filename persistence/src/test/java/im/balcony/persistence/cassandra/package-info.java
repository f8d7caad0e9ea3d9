@NullMarked
package im.balcony.persistence.cassandra;

import org.jspecify.annotations.NullMarked;
