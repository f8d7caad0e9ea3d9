/** Services beside the server that clients use, TURN above all (XEP-0215). */
@NullMarked
package im.balcony.protocol.xep.externalservices;

import org.jspecify.annotations.NullMarked;
