/** Push notifications (XEP-0357), as the server of an account sends them. */
@NullMarked
package im.balcony.protocol.xep.push;

import org.jspecify.annotations.NullMarked;
