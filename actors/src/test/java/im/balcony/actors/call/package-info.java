/** Tests of calls. */
@NullMarked
package im.balcony.actors.call;

import org.jspecify.annotations.NullMarked;
