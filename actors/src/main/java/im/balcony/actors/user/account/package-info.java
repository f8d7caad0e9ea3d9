/** What an account keeps in its log, and the log itself; no sessions, no messages. */
@NullMarked
package im.balcony.actors.user.account;

import org.jspecify.annotations.NullMarked;
