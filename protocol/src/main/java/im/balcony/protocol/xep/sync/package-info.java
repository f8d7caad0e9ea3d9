/**
 * Client Synchronization, the versioned list of conversations that Xabber's clients speak ({@code
 * https://xabber.com/protocol/synchronization}); no XEP text of it was published.
 */
@NullMarked
package im.balcony.protocol.xep.sync;

import org.jspecify.annotations.NullMarked;
