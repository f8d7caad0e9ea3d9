/**
 * Stanza scripts: whole-server tests written as what clients send and receive. The syntax is in
 * docs/testing.md.
 */
@NullMarked
package im.balcony.edge.script;

import org.jspecify.annotations.NullMarked;
