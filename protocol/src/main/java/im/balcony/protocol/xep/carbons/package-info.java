/** Copies of messages for all devices (XEP-0280). */
@NullMarked
package im.balcony.protocol.xep.carbons;

import org.jspecify.annotations.NullMarked;
