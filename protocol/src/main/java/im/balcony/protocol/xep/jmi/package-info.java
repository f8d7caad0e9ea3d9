/** Calls that begin with a message (XEP-0353). */
@NullMarked
package im.balcony.protocol.xep.jmi;

import org.jspecify.annotations.NullMarked;
