/** The owner sees and revokes the clients of an account (XEP-0494). */
@NullMarked
package im.balcony.actors.feature.cam;

import org.jspecify.annotations.NullMarked;
