/** Sockets: who may connect, how a connection's pipeline is made, starting and stopping. */
@NullMarked
package im.balcony.edge.listen;

import org.jspecify.annotations.NullMarked;
