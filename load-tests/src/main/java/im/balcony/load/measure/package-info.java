/**
 * What a run costs and how long things take: CPU and memory of processes, latencies, counters of
 * the server, result lines. Nothing here sends anything.
 */
@NullMarked
package im.balcony.load.measure;

import org.jspecify.annotations.NullMarked;
