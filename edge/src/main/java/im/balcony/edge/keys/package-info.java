/** The master key of a running cluster: who holds it, and how it is rotated. No encryption here. */
@NullMarked
package im.balcony.edge.keys;

import org.jspecify.annotations.NullMarked;
