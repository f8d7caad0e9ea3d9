@NullMarked
package im.balcony.actors.feature.mam;

import org.jspecify.annotations.NullMarked;
