/**
 * Reliable delivery as Xabber's clients speak it ({@code https://xabber.com/protocol/delivery}); no
 * XEP text of it was published.
 */
@NullMarked
package im.balcony.protocol.xep.delivery;

import org.jspecify.annotations.NullMarked;
