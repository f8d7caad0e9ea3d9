/**
 * The built server as processes that are killed, paused and restarted under recorded load. Tagged
 * {@code kill}, run by the profile of that name.
 */
@NullMarked
package im.balcony.load.kill;

import org.jspecify.annotations.NullMarked;
