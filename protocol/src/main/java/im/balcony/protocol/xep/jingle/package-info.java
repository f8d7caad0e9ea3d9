/** Sessions of media between two devices (XEP-0166), as far as a server must understand them. */
@NullMarked
package im.balcony.protocol.xep.jingle;

import org.jspecify.annotations.NullMarked;
