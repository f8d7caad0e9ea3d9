@NullMarked
package im.balcony.protocol.xep.notifysettings;

import org.jspecify.annotations.NullMarked;
