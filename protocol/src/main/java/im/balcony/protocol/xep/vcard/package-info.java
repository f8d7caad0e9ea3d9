/** Business cards (XEP-0054). */
@NullMarked
package im.balcony.protocol.xep.vcard;

import org.jspecify.annotations.NullMarked;
