/**
 * Calls: what became of each, and which device has it. Stanzas are not rewritten and media is not
 * touched here.
 */
@NullMarked
package im.balcony.actors.call;

import org.jspecify.annotations.NullMarked;
