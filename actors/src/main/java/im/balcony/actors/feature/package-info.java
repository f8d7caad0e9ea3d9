/** What a protocol extension is to the server; each one has a package below. No actors, no I/O. */
@NullMarked
package im.balcony.actors.feature;

import org.jspecify.annotations.NullMarked;
