@NullMarked
package im.balcony.persistence.archive;

import org.jspecify.annotations.NullMarked;
