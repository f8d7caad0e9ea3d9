/** Tests of what a server reads of Jingle. */
@NullMarked
package im.balcony.protocol.xep.jingle;

import org.jspecify.annotations.NullMarked;
