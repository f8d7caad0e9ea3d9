/** What tests of this module and those above need to run on a real Cassandra. */
@NullMarked
package im.balcony.persistence.testkit;

import org.jspecify.annotations.NullMarked;
