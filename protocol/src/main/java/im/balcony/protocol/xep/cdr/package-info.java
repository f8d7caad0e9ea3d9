/** Records of calls that are over ({@code urn:xmpp:cdr:0}). */
@NullMarked
package im.balcony.protocol.xep.cdr;

import org.jspecify.annotations.NullMarked;
