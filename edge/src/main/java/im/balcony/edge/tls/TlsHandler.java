package im.balcony.edge.tls;

import im.balcony.protocol.sasl.ChannelBindingType;
import im.balcony.protocol.sasl.ChannelBindings;
import io.netty.handler.ssl.SslHandler;
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
   * Only what is really computed, so tls-exporter (RFC 9266) only on TLS 1.3 and only where the
   * provider exports key material.
   */
  public ChannelBindings channelBindings() {
    var bindings = ChannelBindings.NONE;
    var exported = KeyMaterialExport.tlsExporter(engine());
    if (exported.isPresent()) {
      bindings = bindings.with(ChannelBindingType.TLS_EXPORTER, exported.get());
    }
    if (serverEndPoint.isPresent()) {
      bindings = bindings.with(ChannelBindingType.TLS_SERVER_END_POINT, serverEndPoint.get());
    }
    return bindings;
  }
}
