/** Pages of long lists (XEP-0059). */
@NullMarked
package im.balcony.protocol.xep.rsm;

import org.jspecify.annotations.NullMarked;
