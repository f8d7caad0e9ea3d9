/** Messages for people who are away (XEP-0160). */
@NullMarked
package im.balcony.protocol.xep.offline;

import org.jspecify.annotations.NullMarked;
