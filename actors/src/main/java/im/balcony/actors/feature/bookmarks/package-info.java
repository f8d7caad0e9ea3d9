/** Bookmarks in both forms (XEP-0402). */
@NullMarked
package im.balcony.actors.feature.bookmarks;

import org.jspecify.annotations.NullMarked;
