/** Unique and stable ids of stanzas (XEP-0359). */
@NullMarked
package im.balcony.protocol.xep.stanzaid;

import org.jspecify.annotations.NullMarked;
