/**
 * One package for each XMPP extension: its namespace, its payloads as values, and how they are read
 * from and written to XML.
 *
 * <p>Reading never throws: what does not follow the extension is an empty result. What a server
 * does with a payload does not belong here, except rules that are pure functions of a stanza.
 */
@NullMarked
package im.balcony.protocol.xep;

import org.jspecify.annotations.NullMarked;
