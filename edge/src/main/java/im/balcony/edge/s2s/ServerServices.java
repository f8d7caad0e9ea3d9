package im.balcony.edge.s2s;

import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.settings.S2sSettings;
import im.balcony.edge.tls.PeerTrust;
import im.balcony.edge.tls.ServerTls;
import im.balcony.protocol.xep.dialback.DialbackKeys;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.channel.EventLoop;

/**
 * What every stream between servers needs.
 *
 * @param beforeProof bounds of what an unknown server says
 * @param afterProof bounds of a stanza
 * @param closeSecondsMax how long the other side has to close its stream after ours
 */
record ServerServices(
    S2sSettings settings,
    PeerPolicy policy,
    ServerTls tls,
    PeerTrust trust,
    DialbackKeys keys,
    ConnectionWatch watch,
    EventLoop loop,
    XmlLimits beforeProof,
    XmlLimits afterProof,
    int stanzaSecondsMax,
    int writeSecondsMax,
    int closeSecondsMax) {}
