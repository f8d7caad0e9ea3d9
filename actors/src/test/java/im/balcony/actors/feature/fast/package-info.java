@NullMarked
package im.balcony.actors.feature.fast;

import org.jspecify.annotations.NullMarked;
