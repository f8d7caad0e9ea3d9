/** MIX as a client sees it: the service of channels, and what an account does for its clients. */
@NullMarked
package im.balcony.actors.feature.mix;

import org.jspecify.annotations.NullMarked;
