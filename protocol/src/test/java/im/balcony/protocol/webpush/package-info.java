/** Web Push, against the examples of its RFCs. */
@NullMarked
package im.balcony.protocol.webpush;

import org.jspecify.annotations.NullMarked;
