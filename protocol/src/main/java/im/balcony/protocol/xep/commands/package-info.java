/** Commands that one entity offers to others (XEP-0050). */
@NullMarked
package im.balcony.protocol.xep.commands;

import org.jspecify.annotations.NullMarked;
