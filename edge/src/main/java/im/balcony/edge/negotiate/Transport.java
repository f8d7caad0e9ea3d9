package im.balcony.edge.negotiate;

import im.balcony.edge.metrics.EdgeMetrics;

/** How a client's bytes come here, as far as the login cares. */
public enum Transport {
  /** RFC 6120: in clear at first, STARTTLS is offered. */
  TCP,
  /** XEP-0368: TLS from the first byte. */
  DIRECT_TLS,
  /** RFC 7395; its TLS ends here, but browsers cannot bind to it. */
  WEB_SOCKET,
  /** XEP-0124; as the WebSocket, and its requests come by many connections. */
  BOSH;

  EdgeMetrics.Carrier carrier() {
    return switch (this) {
      case TCP -> EdgeMetrics.Carrier.TCP;
      case DIRECT_TLS -> EdgeMetrics.Carrier.DIRECT_TLS;
      case WEB_SOCKET -> EdgeMetrics.Carrier.WEB_SOCKET;
      case BOSH -> EdgeMetrics.Carrier.BOSH;
    };
  }

  boolean isSecuredBelow() {
    return this != TCP;
  }
}
