/**
 * Load drivers and the history checker: clients over real sockets, with the protocol module only;
 * nothing of the server's actors, edge or disk belongs here.
 */
@NullMarked
package im.balcony.load;

import org.jspecify.annotations.NullMarked;
