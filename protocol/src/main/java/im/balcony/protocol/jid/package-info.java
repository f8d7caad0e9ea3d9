/** XMPP addresses (RFC 7622). What an address may do, and who owns it, does not belong here. */
@NullMarked
package im.balcony.protocol.jid;

import org.jspecify.annotations.NullMarked;
