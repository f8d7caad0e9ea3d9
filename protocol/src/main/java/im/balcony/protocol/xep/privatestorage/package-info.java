/** Private data at nodes (XEP-0223). */
@NullMarked
package im.balcony.protocol.xep.privatestorage;

import org.jspecify.annotations.NullMarked;
