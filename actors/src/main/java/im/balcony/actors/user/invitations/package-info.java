/** Invitations to rooms that wait for a client of an account (XEP-0045 section 7.8.2). */
@NullMarked
package im.balcony.actors.user.invitations;

import org.jspecify.annotations.NullMarked;
