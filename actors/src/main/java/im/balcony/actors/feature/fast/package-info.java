/** Which tokens a client gets and which are still good (XEP-0484). */
@NullMarked
package im.balcony.actors.feature.fast;

import org.jspecify.annotations.NullMarked;
