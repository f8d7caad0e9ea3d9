/** Tokens that log a known client in with one message (XEP-0484). */
@NullMarked
package im.balcony.protocol.xep.fast;

import org.jspecify.annotations.NullMarked;
