package im.balcony.edge.http;

import im.balcony.edge.settings.EdgeSettings;
import im.balcony.protocol.xml.XmlElement;

/** Where a browser finds the WebSocket: XEP-0156 3, as XRD and as JRD (RFC 6415). */
final class HostMeta {
  private static final String XRD = "http://docs.oasis-open.org/ns/xri/xrd-1.0";
  private static final String WEBSOCKET = "urn:xmpp:alt-connections:websocket";

  private final EdgeSettings settings;

  HostMeta(EdgeSettings settings) {
    this.settings = settings;
  }

  String xrd(String host) {
    return "<?xml version='1.0' encoding='utf-8'?>"
        + XmlElement.named("XRD", XRD)
            .child(
                XmlElement.named("Link", XRD)
                    .attribute("rel", WEBSOCKET)
                    .attribute("href", url(host))
                    .build())
            .build()
            .toXml();
  }

  String jrd(String host) {
    return "{\"links\":[{\"rel\":\"%s\",\"href\":\"%s\"}]}".formatted(WEBSOCKET, url(host));
  }

  /** The configured address, else ours; a Host header that is none of our domains is not echoed. */
  private String url(String host) {
    var configured = settings.http().websocketUrl();
    if (!configured.isEmpty()) {
      return configured;
    }
    var domain = settings.domains().contains(host) ? host : settings.domains().get(0);
    return "wss://" + domain + ":" + settings.http().httpsPort() + WebRequests.PATH;
  }
}
