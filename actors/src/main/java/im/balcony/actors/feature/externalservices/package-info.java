/** Where clients find STUN and TURN, and what they log in with there (XEP-0215). */
@NullMarked
package im.balcony.actors.feature.externalservices;

import org.jspecify.annotations.NullMarked;
