@NullMarked
package im.balcony.actors.user.roster;

import org.jspecify.annotations.NullMarked;
