/**
 * Records of calls on their way to Kafka. What a record is, and when it is due, is not decided
 * here.
 */
@NullMarked
package im.balcony.edge.records;

import org.jspecify.annotations.NullMarked;
