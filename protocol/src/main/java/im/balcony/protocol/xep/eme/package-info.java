/** The mark of encrypted messages (XEP-0380). */
@NullMarked
package im.balcony.protocol.xep.eme;

import org.jspecify.annotations.NullMarked;
