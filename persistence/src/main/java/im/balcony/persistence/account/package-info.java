/** The table that maps an address to its incarnation. Accounts' own data is in their log. */
@NullMarked
package im.balcony.persistence.account;

import org.jspecify.annotations.NullMarked;
