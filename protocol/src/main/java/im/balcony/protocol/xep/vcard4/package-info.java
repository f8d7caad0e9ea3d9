/** Cards of the fourth version (XEP-0292). */
@NullMarked
package im.balcony.protocol.xep.vcard4;

import org.jspecify.annotations.NullMarked;
