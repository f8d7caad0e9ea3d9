/** Records of calls beside their logs, in the order in which they were written. */
@NullMarked
package im.balcony.persistence.records;

import org.jspecify.annotations.NullMarked;
