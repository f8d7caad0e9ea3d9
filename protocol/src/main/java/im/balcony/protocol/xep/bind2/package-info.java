/** A resource, and what a session needs from its start, along with the login (XEP-0386). */
@NullMarked
package im.balcony.protocol.xep.bind2;

import org.jspecify.annotations.NullMarked;
