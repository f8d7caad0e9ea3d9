/** Records of calls on their way to whoever accounts for them. */
@NullMarked
package im.balcony.actors.records;

import org.jspecify.annotations.NullMarked;
