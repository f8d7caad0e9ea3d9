/** What has access to an account, told to its owner (XEP-0494). */
@NullMarked
package im.balcony.protocol.xep.cam;

import org.jspecify.annotations.NullMarked;
