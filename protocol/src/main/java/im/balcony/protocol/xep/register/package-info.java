/** Accounts made and ended by their owners (XEP-0077). */
@NullMarked
package im.balcony.protocol.xep.register;

import org.jspecify.annotations.NullMarked;
