/** Push services of an account's devices (XEP-0357). */
@NullMarked
package im.balcony.actors.user.push;

import org.jspecify.annotations.NullMarked;
