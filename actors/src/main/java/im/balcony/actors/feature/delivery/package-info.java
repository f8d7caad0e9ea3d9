/** Reliable delivery as Xabber's clients speak it; who is told what is decided in user.front. */
@NullMarked
package im.balcony.actors.feature.delivery;

import org.jspecify.annotations.NullMarked;
