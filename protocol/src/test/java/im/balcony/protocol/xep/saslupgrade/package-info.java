@NullMarked
package im.balcony.protocol.xep.saslupgrade;

import org.jspecify.annotations.NullMarked;
