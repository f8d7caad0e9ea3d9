@NullMarked
package im.balcony.actors.records;

import org.jspecify.annotations.NullMarked;
