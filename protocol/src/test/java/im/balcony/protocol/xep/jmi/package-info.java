/** Tests of steps of calls in messages. */
@NullMarked
package im.balcony.protocol.xep.jmi;

import org.jspecify.annotations.NullMarked;
