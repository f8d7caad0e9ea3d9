/** What of a chat its owner wants to be notified of (XEP-0492). */
@NullMarked
package im.balcony.protocol.xep.notifysettings;

import org.jspecify.annotations.NullMarked;
