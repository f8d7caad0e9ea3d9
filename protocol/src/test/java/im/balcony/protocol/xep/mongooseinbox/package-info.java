@NullMarked
package im.balcony.protocol.xep.mongooseinbox;

import org.jspecify.annotations.NullMarked;
