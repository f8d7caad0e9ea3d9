package im.balcony.edge.http;

import static java.util.stream.Collectors.joining;

import im.balcony.edge.settings.EdgeSettings;
import im.balcony.protocol.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a browser finds WebSocket and BOSH: XEP-0156 3, as XRD and as JRD (RFC 6415). */
final class HostMeta {
  private static final String XRD = "http://docs.oasis-open.org/ns/xri/xrd-1.0";
  private static final String WEBSOCKET = "urn:xmpp:alt-connections:websocket";
  private static final String BOSH = "urn:xmpp:alt-connections:xbosh";

  private final EdgeSettings settings;

  HostMeta(EdgeSettings settings) {
    this.settings = settings;
  }

  String xrd(String host) {
    var xrd = XmlElement.named("XRD", XRD);
    links(host)
        .forEach(
            (rel, href) ->
                xrd.child(
                    XmlElement.named("Link", XRD)
                        .attribute("rel", rel)
                        .attribute("href", href)
                        .build()));
    return "<?xml version='1.0' encoding='utf-8'?>" + xrd.build().toXml();
  }

  String jrd(String host) {
    return links(host).entrySet().stream()
        .map(link -> "{\"rel\":\"%s\",\"href\":\"%s\"}".formatted(link.getKey(), link.getValue()))
        .collect(joining(",", "{\"links\":[", "]}"));
  }

  /** The better one first. */
  private Map<String, String> links(String host) {
    var links = new LinkedHashMap<String, String>();
    var http = settings.http();
    links.put(WEBSOCKET, url(http.websocketUrl(), "wss://", host, WebRequests.PATH));
    links.put(BOSH, url(http.bosh().url(), "https://", host, BoshRequests.PATH));
    return links;
  }

  /** The configured address, else ours; a Host header that is none of our domains is not echoed. */
  private String url(String configured, String scheme, String host, String path) {
    if (!configured.isEmpty()) {
      return configured;
    }
    var domain = settings.domains().contains(host) ? host : settings.domains().get(0);
    return scheme + domain + ":" + settings.http().httpsPort() + path;
  }
}
