/** What a stream can take (XEP-0478). */
@NullMarked
package im.balcony.protocol.xep.limits;

import org.jspecify.annotations.NullMarked;
