/** Copies of messages for all devices (XEP-0280); when they are made is the User's. */
@NullMarked
package im.balcony.actors.feature.carbons;

import org.jspecify.annotations.NullMarked;
