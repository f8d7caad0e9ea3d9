@NullMarked
package im.balcony.edge.records;

import org.jspecify.annotations.NullMarked;
