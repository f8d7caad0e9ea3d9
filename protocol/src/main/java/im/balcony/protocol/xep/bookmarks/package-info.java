/** Rooms to come back to (XEP-0402), also in their older form (XEP-0048). */
@NullMarked
package im.balcony.protocol.xep.bookmarks;

import org.jspecify.annotations.NullMarked;
