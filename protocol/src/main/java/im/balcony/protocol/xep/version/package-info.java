/** Which software this is (XEP-0092). */
@NullMarked
package im.balcony.protocol.xep.version;

import org.jspecify.annotations.NullMarked;
