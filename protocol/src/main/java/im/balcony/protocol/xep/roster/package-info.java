/** The list of contacts (RFC 6121 section 2). */
@NullMarked
package im.balcony.protocol.xep.roster;

import org.jspecify.annotations.NullMarked;
