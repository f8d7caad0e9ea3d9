/** The account's archive index: its log, its state. What a page looks like is not decided here. */
@NullMarked
package im.balcony.actors.user.index;

import org.jspecify.annotations.NullMarked;
