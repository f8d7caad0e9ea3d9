/**
 * The front of an account: its sessions, its presence, the dispatch of stanzas. Nothing is kept
 * here that must survive; that is the account's log and the archive index.
 */
@NullMarked
package im.balcony.actors.user.front;

import org.jspecify.annotations.NullMarked;
