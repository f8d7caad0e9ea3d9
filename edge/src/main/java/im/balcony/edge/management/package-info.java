/**
 * What a machine asks a node for: whether it lives, whether it can serve, its figures. No accounts,
 * no commands: those are the admin socket's.
 */
@NullMarked
package im.balcony.edge.management;

import org.jspecify.annotations.NullMarked;
