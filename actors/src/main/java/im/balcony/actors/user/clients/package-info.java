/** What an account knows of its clients' installations: a part of its state. */
@NullMarked
package im.balcony.actors.user.clients;

import org.jspecify.annotations.NullMarked;
