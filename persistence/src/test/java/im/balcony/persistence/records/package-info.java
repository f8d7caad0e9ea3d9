@NullMarked
package im.balcony.persistence.records;

import org.jspecify.annotations.NullMarked;
