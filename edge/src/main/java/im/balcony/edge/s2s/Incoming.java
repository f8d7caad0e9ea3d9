package im.balcony.edge.s2s;

import im.balcony.actors.routing.RemoteArrivals;
import im.balcony.protocol.stanza.Stanza;
import java.util.function.Consumer;

/**
 * Where what other servers send goes.
 *
 * @param answers takes what goes back to the other server at once
 */
record Incoming(RemoteArrivals arrivals, Consumer<Stanza> answers) {}
