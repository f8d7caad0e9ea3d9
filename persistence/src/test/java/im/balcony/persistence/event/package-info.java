@NullMarked
package im.balcony.persistence.event;

import org.jspecify.annotations.NullMarked;
