/** The three stanzas and their errors (RFC 6120 section 8). Extensions do not belong here. */
@NullMarked
package im.balcony.protocol.stanza;

import org.jspecify.annotations.NullMarked;
