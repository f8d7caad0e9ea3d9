@NullMarked
package im.balcony.actors;

import org.jspecify.annotations.NullMarked;
