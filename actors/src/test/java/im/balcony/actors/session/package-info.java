@NullMarked
package im.balcony.actors.session;

import org.jspecify.annotations.NullMarked;
