@NullMarked
package im.balcony.persistence.schema;

import org.jspecify.annotations.NullMarked;
