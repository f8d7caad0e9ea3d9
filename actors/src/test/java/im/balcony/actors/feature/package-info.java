@NullMarked
package im.balcony.actors.feature;

import org.jspecify.annotations.NullMarked;
