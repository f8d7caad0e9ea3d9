package im.balcony.edge.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits for the client's hello and makes place for the handler of the certificate it asks for. */
final class CertificateBySni extends AbstractSniHandler<ServedCertificate> {

  /** Which of a certificate's handlers is wanted here. */
  interface HandlerMaker {
    TlsHandler make(ServedCertificate certificate, ByteBufAllocator allocator);
  }

  private final Function<@Nullable String, ServedCertificate> choice;
  private final HandlerMaker maker;
  private final int handshakeMillisMax;

  CertificateBySni(
      Function<@Nullable String, ServedCertificate> choice,
      HandlerMaker maker,
      int handshakeTimeoutMillis) {
    super(handshakeTimeoutMillis);
    this.choice = choice;
    this.maker = maker;
    this.handshakeMillisMax = handshakeTimeoutMillis;
  }

  @Override
  protected Future<ServedCertificate> lookup(ChannelHandlerContext ctx, @Nullable String hostname) {
    return ctx.executor().newSucceededFuture(choice.apply(hostname));
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext ctx, @Nullable String hostname, Future<ServedCertificate> found) {
    var handler = maker.make(found.getNow(), ctx.alloc());
    handler.setHandshakeTimeoutMillis(handshakeMillisMax);
    ctx.pipeline().replace(this, ctx.name(), handler);
  }
}
