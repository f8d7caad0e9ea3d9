@NullMarked
package im.balcony.protocol.xep.bookmarks;

import org.jspecify.annotations.NullMarked;
