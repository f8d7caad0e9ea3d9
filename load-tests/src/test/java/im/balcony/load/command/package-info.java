@NullMarked
package im.balcony.load.command;

import org.jspecify.annotations.NullMarked;
