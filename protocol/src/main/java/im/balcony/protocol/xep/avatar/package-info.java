/** Pictures of people at nodes (XEP-0084). */
@NullMarked
package im.balcony.protocol.xep.avatar;

import org.jspecify.annotations.NullMarked;
