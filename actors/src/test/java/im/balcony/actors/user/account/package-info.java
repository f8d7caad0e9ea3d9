@NullMarked
package im.balcony.actors.user.account;

import org.jspecify.annotations.NullMarked;
