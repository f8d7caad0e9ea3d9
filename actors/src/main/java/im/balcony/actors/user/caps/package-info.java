/** What clients can do, learned from their capabilities (XEP-0115) and shared by a node's Users. */
@NullMarked
package im.balcony.actors.user.caps;

import org.jspecify.annotations.NullMarked;
