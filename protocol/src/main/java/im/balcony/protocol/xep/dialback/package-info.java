/** Server Dialback (XEP-0220) and its keys (XEP-0185): a domain vouches for a stream of its own. */
@NullMarked
package im.balcony.protocol.xep.dialback;

import org.jspecify.annotations.NullMarked;
