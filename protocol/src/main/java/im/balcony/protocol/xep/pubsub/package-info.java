/** Nodes, items and who may see them (XEP-0060), as far as accounts use them (XEP-0163). */
@NullMarked
package im.balcony.protocol.xep.pubsub;

import org.jspecify.annotations.NullMarked;
