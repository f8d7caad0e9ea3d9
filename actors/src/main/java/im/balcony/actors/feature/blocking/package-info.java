/** Who is not to be heard (XEP-0191). */
@NullMarked
package im.balcony.actors.feature.blocking;

import org.jspecify.annotations.NullMarked;
