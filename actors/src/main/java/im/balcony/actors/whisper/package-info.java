/** Private messages of rooms (XEP-0045 section 7.5) on their way into the archives of accounts. */
@NullMarked
package im.balcony.actors.whisper;

import org.jspecify.annotations.NullMarked;
