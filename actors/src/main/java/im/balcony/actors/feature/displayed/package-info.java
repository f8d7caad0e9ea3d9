/** How far an account has read, kept for all its devices (XEP-0490). */
@NullMarked
package im.balcony.actors.feature.displayed;

import org.jspecify.annotations.NullMarked;
