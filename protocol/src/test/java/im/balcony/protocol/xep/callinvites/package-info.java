/** Tests of steps of calls in messages. */
@NullMarked
package im.balcony.protocol.xep.callinvites;

import org.jspecify.annotations.NullMarked;
