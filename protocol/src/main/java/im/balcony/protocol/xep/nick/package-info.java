/** The name that a user goes by (XEP-0172). */
@NullMarked
package im.balcony.protocol.xep.nick;

import org.jspecify.annotations.NullMarked;
