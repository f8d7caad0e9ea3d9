package im.balcony.edge.tls;

import io.netty.handler.ssl.SslHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** The TLS of one connection, which also knows the channel bindings it can compute. */
public final class TlsHandler extends SslHandler {
  private final Optional<byte[]> serverEndPoint;

  TlsHandler(SSLEngine engine, Optional<byte[]> serverEndPoint) {
    super(engine);
    this.serverEndPoint = serverEndPoint;
  }

  /**
   * Type to data, in the order they are advertised (XEP-0440): only what is really computed, so
   * tls-exporter (RFC 9266) only on TLS 1.3 and only where the provider exports key material.
   */
  public Map<String, byte[]> channelBindings() {
    var bindings = new LinkedHashMap<String, byte[]>();
    KeyMaterialExport.tlsExporter(engine()).ifPresent(data -> bindings.put("tls-exporter", data));
    serverEndPoint.ifPresent(data -> bindings.put("tls-server-end-point", data.clone()));
    return bindings;
  }
}
