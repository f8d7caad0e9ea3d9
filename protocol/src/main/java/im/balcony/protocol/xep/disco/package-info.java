/** What an entity is and can do (XEP-0030). */
@NullMarked
package im.balcony.protocol.xep.disco;

import org.jspecify.annotations.NullMarked;
