/** Traces of sampled messages by OpenTelemetry (docs/tracing.md). */
@NullMarked
package im.balcony.edge.tracing;

import org.jspecify.annotations.NullMarked;
