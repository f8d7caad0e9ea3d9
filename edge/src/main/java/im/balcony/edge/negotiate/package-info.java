/**
 * From the first byte of a stream to a bound session: stream headers, features, STARTTLS, SASL,
 * resource binding, resumption. Accounts are asked for through a port; no stanza is routed here.
 */
@NullMarked
package im.balcony.edge.negotiate;

import org.jspecify.annotations.NullMarked;
