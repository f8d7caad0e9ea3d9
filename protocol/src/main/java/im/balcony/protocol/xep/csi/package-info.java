/** Whether somebody looks at the screen (XEP-0352). */
@NullMarked
package im.balcony.protocol.xep.csi;

import org.jspecify.annotations.NullMarked;
