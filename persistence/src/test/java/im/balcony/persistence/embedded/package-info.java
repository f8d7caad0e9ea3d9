@NullMarked
package im.balcony.persistence.embedded;

import org.jspecify.annotations.NullMarked;
