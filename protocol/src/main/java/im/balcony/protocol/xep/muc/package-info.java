/**
 * Rooms as their occupants see them (XEP-0045): payloads only; who may do what is decided
 * elsewhere.
 */
@NullMarked
package im.balcony.protocol.xep.muc;

import org.jspecify.annotations.NullMarked;
