/** The one list of features, in their order. */
@NullMarked
package im.balcony.actors.feature.list;

import org.jspecify.annotations.NullMarked;
