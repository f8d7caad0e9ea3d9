/**
 * The restricted XML of XMPP (RFC 6120 section 11): trees, their parser and their writer. Streams
 * and stanzas do not belong here.
 */
@NullMarked
package im.balcony.protocol.xml;

import org.jspecify.annotations.NullMarked;
