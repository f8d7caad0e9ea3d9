/** Contacts and the subscriptions to presence between them and the account; pure values. */
@NullMarked
package im.balcony.actors.user.roster;

import org.jspecify.annotations.NullMarked;
