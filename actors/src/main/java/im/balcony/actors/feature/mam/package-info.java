/** The archive as clients read it (XEP-0313, XEP-0441). */
@NullMarked
package im.balcony.actors.feature.mam;

import org.jspecify.annotations.NullMarked;
