/** Messages that were taken back (XEP-0424). */
@NullMarked
package im.balcony.protocol.xep.retraction;

import org.jspecify.annotations.NullMarked;
