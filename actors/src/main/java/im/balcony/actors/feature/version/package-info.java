/** Which software this is (XEP-0092). */
@NullMarked
package im.balcony.actors.feature.version;

import org.jspecify.annotations.NullMarked;
