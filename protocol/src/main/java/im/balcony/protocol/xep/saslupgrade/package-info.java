/** Keys of a newer mechanism for an account that has none of it, along with a login (XEP-0480). */
@NullMarked
package im.balcony.protocol.xep.saslupgrade;

import org.jspecify.annotations.NullMarked;
