/** The list of conversations of XEP-0430. */
@NullMarked
package im.balcony.protocol.xep.inbox;

import org.jspecify.annotations.NullMarked;
