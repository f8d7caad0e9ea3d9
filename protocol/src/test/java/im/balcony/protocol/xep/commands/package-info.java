@NullMarked
package im.balcony.protocol.xep.commands;

import org.jspecify.annotations.NullMarked;
