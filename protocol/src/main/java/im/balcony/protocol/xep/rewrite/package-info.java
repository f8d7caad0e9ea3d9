/**
 * Versioned corrections and retractions as Xabber's clients speak them ({@code
 * https://xabber.com/protocol/rewrite}); no XEP text of it was published.
 */
@NullMarked
package im.balcony.protocol.xep.rewrite;

import org.jspecify.annotations.NullMarked;
