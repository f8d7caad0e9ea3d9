@NullMarked
package im.balcony.actors.feature.muc;

import org.jspecify.annotations.NullMarked;
