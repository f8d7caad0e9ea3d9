/** What the edges ask of accounts beside the accounts themselves: interfaces and their values. */
@NullMarked
package im.balcony.actors.port;

import org.jspecify.annotations.NullMarked;
