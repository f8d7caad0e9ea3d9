@NullMarked
package im.balcony.protocol.xep.roster;

import org.jspecify.annotations.NullMarked;
