package im.balcony.edge.s2s;

import im.balcony.edge.settings.S2sSettings.RouteTls;
import java.net.InetSocketAddress;

/** An address at which a domain's server may answer. */
record Target(InetSocketAddress address, RouteTls tls) {}
