/** Who is not to be heard (XEP-0191). */
@NullMarked
package im.balcony.protocol.xep.blocking;

import org.jspecify.annotations.NullMarked;
