/** First stanzas, Balcony's own: docs/protocol/first-stanzas.md. */
@NullMarked
package im.balcony.protocol.xep.firststanzas;

import org.jspecify.annotations.NullMarked;
