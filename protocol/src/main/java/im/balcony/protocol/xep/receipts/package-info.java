/** News that a message arrived (XEP-0184). */
@NullMarked
package im.balcony.protocol.xep.receipts;

import org.jspecify.annotations.NullMarked;
