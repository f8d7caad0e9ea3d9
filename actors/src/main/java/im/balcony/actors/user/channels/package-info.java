/** The channels that an account takes part in (XEP-0405). */
@NullMarked
package im.balcony.actors.user.channels;

import org.jspecify.annotations.NullMarked;
