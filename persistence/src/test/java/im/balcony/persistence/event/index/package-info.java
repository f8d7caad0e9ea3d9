@NullMarked
package im.balcony.persistence.event.index;

import org.jspecify.annotations.NullMarked;
