@NullMarked
package im.balcony.protocol.xep.privatexml;

import org.jspecify.annotations.NullMarked;
