/** Are you there? (XEP-0199) */
@NullMarked
package im.balcony.protocol.xep.ping;

import org.jspecify.annotations.NullMarked;
