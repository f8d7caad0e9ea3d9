/** Mediated Information eXchange: channels, their participants, and what accounts do for them. */
@NullMarked
package im.balcony.protocol.xep.mix;

import org.jspecify.annotations.NullMarked;
