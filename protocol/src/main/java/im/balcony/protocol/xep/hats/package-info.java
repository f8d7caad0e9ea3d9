/** What people of a room are beside their roles (XEP-0317). */
@NullMarked
package im.balcony.protocol.xep.hats;

import org.jspecify.annotations.NullMarked;
