@NullMarked
package im.balcony.persistence;

import org.jspecify.annotations.NullMarked;
