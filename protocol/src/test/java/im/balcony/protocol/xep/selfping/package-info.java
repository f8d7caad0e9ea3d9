@NullMarked
package im.balcony.protocol.xep.selfping;

import org.jspecify.annotations.NullMarked;
