/** Accounts made and ended by their owners (XEP-0077). */
@NullMarked
package im.balcony.actors.feature.register;

import org.jspecify.annotations.NullMarked;
