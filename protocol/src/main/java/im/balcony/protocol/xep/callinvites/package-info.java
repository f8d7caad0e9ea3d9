/** Invitations to calls of more than two, or by other means than Jingle (XEP-0482). */
@NullMarked
package im.balcony.protocol.xep.callinvites;

import org.jspecify.annotations.NullMarked;
