package im.balcony.edge.tls;

import im.balcony.protocol.sasl.ChannelBindingType;
import im.balcony.protocol.sasl.ChannelBindings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannelConfig;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The TLS of one connection, which also knows the channel bindings it can compute.
 *
 * <p>Once the peer may close its side alone, as it has closed its stream, nothing of it is
 * decrypted any more: its close_notify would take away what is still to be written (RFC 5246 7.2.1,
 * and OpenSSL does so for TLS 1.3 as well), and that is the end of our stream.
 */
public final class TlsHandler extends SslHandler {
  private final Optional<byte[]> serverEndPoint;

  TlsHandler(SSLEngine engine, Optional<byte[]> serverEndPoint) {
    super(engine);
    this.serverEndPoint = serverEndPoint;
  }

  /** One record at a time, as the engines here are those that keep to the JDK's contract. */
  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws SSLException {
    if (ctx.channel().config() instanceof DuplexChannelConfig config
        && config.isAllowHalfClosure()) {
      in.skipBytes(in.readableBytes());
    } else {
      super.decode(ctx, in, out);
    }
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
