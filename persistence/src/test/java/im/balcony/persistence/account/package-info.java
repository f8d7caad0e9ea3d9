@NullMarked
package im.balcony.persistence.account;

import org.jspecify.annotations.NullMarked;
