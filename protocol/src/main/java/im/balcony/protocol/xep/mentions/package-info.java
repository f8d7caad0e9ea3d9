/** Who is spoken of in a message (XEP-0513). */
@NullMarked
package im.balcony.protocol.xep.mentions;

import org.jspecify.annotations.NullMarked;
