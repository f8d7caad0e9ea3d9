/** What somebody does in a chat right now (XEP-0085). */
@NullMarked
package im.balcony.protocol.xep.chatstates;

import org.jspecify.annotations.NullMarked;
