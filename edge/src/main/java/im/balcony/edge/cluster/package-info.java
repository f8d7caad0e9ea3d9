/** How a node becomes a member of a cluster: settings asked for first, then joined. */
@NullMarked
package im.balcony.edge.cluster;

import org.jspecify.annotations.NullMarked;
