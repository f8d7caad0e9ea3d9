/** What a sender wishes to happen to a message (XEP-0334). */
@NullMarked
package im.balcony.protocol.xep.hints;

import org.jspecify.annotations.NullMarked;
