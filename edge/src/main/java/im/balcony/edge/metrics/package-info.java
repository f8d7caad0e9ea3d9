/**
 * The figures of a node, in the format that Prometheus reads; what they mean is docs/metrics.md.
 */
@NullMarked
package im.balcony.edge.metrics;

import org.jspecify.annotations.NullMarked;
