@NullMarked
package im.balcony.persistence.seal;

import org.jspecify.annotations.NullMarked;
