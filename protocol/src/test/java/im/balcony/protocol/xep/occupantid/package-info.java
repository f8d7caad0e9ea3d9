@NullMarked
package im.balcony.protocol.xep.occupantid;

import org.jspecify.annotations.NullMarked;
