/**
 * Streams from and to other servers (RFC 6120, XEP-0220): who may say what on them, where a
 * domain's server is, what waits for it. No policy about what stanzas mean: that is the actors'.
 * Everything of one node runs on one event loop.
 */
@NullMarked
package im.balcony.edge.s2s;

import org.jspecify.annotations.NullMarked;
