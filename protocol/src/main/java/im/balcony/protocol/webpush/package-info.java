/**
 * Web Push on the wire: the content coding of RFC 8188, the encryption of messages by RFC 8291, and
 * how an application server names itself by RFC 8292. No connection is made here.
 */
@NullMarked
package im.balcony.protocol.webpush;

import org.jspecify.annotations.NullMarked;
