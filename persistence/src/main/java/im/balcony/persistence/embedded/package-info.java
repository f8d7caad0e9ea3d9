/** Cassandra as a child process on a locked data folder. Knows processes and files, no tables. */
@NullMarked
package im.balcony.persistence.embedded;

import org.jspecify.annotations.NullMarked;
