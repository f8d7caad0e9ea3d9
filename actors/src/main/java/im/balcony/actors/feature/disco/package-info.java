/** What the server and its accounts are and can do (XEP-0030, XEP-0115). */
@NullMarked
package im.balcony.actors.feature.disco;

import org.jspecify.annotations.NullMarked;
