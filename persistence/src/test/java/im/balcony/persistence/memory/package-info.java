@NullMarked
package im.balcony.persistence.memory;

import org.jspecify.annotations.NullMarked;
