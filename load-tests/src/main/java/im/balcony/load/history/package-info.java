/**
 * What load clients sent, saw and read back, and the rules that it must keep (invariants I1, I2,
 * I3). No sockets here: a history is a list of events.
 */
@NullMarked
package im.balcony.load.history;

import org.jspecify.annotations.NullMarked;
