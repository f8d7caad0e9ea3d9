/**
 * TLS of every listener: where certificates come from, how they are reloaded, what channel bindings
 * can be computed. Nothing here knows XMPP.
 */
@NullMarked
package im.balcony.edge.tls;

import org.jspecify.annotations.NullMarked;
