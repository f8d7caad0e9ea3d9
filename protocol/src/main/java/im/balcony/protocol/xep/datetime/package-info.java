/** Moments in time as XMPP writes them (XEP-0082). */
@NullMarked
package im.balcony.protocol.xep.datetime;

import org.jspecify.annotations.NullMarked;
