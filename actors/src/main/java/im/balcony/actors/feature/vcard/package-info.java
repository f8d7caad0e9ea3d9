/** Business cards (XEP-0054). */
@NullMarked
package im.balcony.actors.feature.vcard;

import org.jspecify.annotations.NullMarked;
