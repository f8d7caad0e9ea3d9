/** What bookmarks say of notifications (XEP-0492); when rows follow them is not decided here. */
@NullMarked
package im.balcony.actors.feature.notifysettings;

import org.jspecify.annotations.NullMarked;
