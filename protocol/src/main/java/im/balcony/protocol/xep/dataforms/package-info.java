/** Forms (XEP-0004). */
@NullMarked
package im.balcony.protocol.xep.dataforms;

import org.jspecify.annotations.NullMarked;
