/** What goes to other servers and what comes from there. */
@NullMarked
package im.balcony.actors.remote;

import org.jspecify.annotations.NullMarked;
