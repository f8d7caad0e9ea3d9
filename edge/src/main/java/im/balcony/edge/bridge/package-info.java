/**
 * Between a channel that has bound and its session actor: back-pressure both ways, silence, the
 * closing of the stream. No policy about stanzas.
 */
@NullMarked
package im.balcony.edge.bridge;

import org.jspecify.annotations.NullMarked;
