/** The roster as clients read and change it (RFC 6121 section 2). */
@NullMarked
package im.balcony.actors.feature.roster;

import org.jspecify.annotations.NullMarked;
