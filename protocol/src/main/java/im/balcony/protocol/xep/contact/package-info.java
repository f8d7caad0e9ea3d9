/** Whom to write to about a server (XEP-0157). */
@NullMarked
package im.balcony.protocol.xep.contact;

import org.jspecify.annotations.NullMarked;
