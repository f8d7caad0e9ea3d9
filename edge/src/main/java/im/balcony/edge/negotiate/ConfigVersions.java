package im.balcony.edge.negotiate;

import im.balcony.protocol.xep.pipelining.ConfigVersion;
import im.balcony.protocol.xml.XmlElement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions of what this node's streams offer before login (XEP-0509), each hashed once. They
 * are few: an offer comes from the settings and the kinds of binding that a channel has, and from
 * nothing that a client says.
 */
public final class ConfigVersions {
  private final Map<XmlElement, ConfigVersion> known = new ConcurrentHashMap<>();

  ConfigVersion of(XmlElement features) {
    return known.computeIfAbsent(features, ConfigVersion::of);
  }
}
