/** How far an account has read, kept for all its devices (XEP-0490). */
@NullMarked
package im.balcony.protocol.xep.displayedsync;

import org.jspecify.annotations.NullMarked;
