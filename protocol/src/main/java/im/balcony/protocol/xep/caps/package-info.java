/** What clients can do, told in a hash (XEP-0115). */
@NullMarked
package im.balcony.protocol.xep.caps;

import org.jspecify.annotations.NullMarked;
