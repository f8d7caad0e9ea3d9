/** What the parts of a node count, without knowing who reads the figures or in which format. */
@NullMarked
package im.balcony.actors.port.metrics;

import org.jspecify.annotations.NullMarked;
