@NullMarked
package im.balcony.protocol.xep.retraction;

import org.jspecify.annotations.NullMarked;
