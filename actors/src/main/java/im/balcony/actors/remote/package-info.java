/**
 * People, rooms and services of other servers, as the rest of the cluster speaks to them; how a
 * stream is opened and secured is not known here.
 */
@NullMarked
package im.balcony.actors.remote;

import org.jspecify.annotations.NullMarked;
