/** Keys of devices at nodes (XEP-0384); what is encrypted with them is not for a server to read. */
@NullMarked
package im.balcony.protocol.xep.omemo;

import org.jspecify.annotations.NullMarked;
