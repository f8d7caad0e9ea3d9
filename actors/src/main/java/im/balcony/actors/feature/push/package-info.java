/** Which devices are woken by which push service (XEP-0357). */
@NullMarked
package im.balcony.actors.feature.push;

import org.jspecify.annotations.NullMarked;
