package im.balcony.edge.listen;

import im.balcony.edge.bosh.BoshChannel;
import im.balcony.edge.bosh.BoshSessions;
import im.balcony.edge.bridge.ConnectionWatch;
import im.balcony.edge.codec.BoshStreamEncoder;
import im.balcony.edge.codec.FrameSource;
import im.balcony.edge.codec.StreamFrameDecoder;
import im.balcony.edge.codec.StreamFrameEncoder;
import im.balcony.edge.codec.WebSocketStreamDecoder;
import im.balcony.edge.codec.WebSocketStreamEncoder;
import im.balcony.edge.http.BodyLimit;
import im.balcony.edge.http.HttpTimeout;
import im.balcony.edge.http.WebRequests;
import im.balcony.edge.negotiate.ClientServices;
import im.balcony.edge.negotiate.Negotiation;
import im.balcony.edge.negotiate.Transport;
import im.balcony.edge.proxy.ClientAddress;
import im.balcony.edge.settings.EdgeSettings;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.atomic.AtomicLong;

/** The handlers of one client connection, in their order. Nothing adds a handler anywhere else. */
final class ClientPipeline implements BoshSessions.Pipelines {
  private static final String TLS = "tls";
  private static final String FRAMES_IN = "frames-in";
  private static final String FRAMES_OUT = "frames-out";
  private static final String NEGOTIATION = "negotiation";
  private static final int HTTP_LINE_BYTES_MAX = 4096;

  private final ClientServices services;
  private final EventLoops loops;
  private final ConnectionAdmission admission;
  private final WebRequests requests;
  private final StreamFrameEncoder framesOut = new StreamFrameEncoder();
  private final WebSocketStreamEncoder webSocketOut = new WebSocketStreamEncoder();
  private final BoshStreamEncoder boshOut = new BoshStreamEncoder();
  private final AtomicLong bodyBytesLeft;

  ClientPipeline(ClientServices services, EventLoops loops, ConnectionAdmission admission) {
    this.services = services;
    this.loops = loops;
    this.admission = admission;
    var bosh = settings().http().bosh();
    this.bodyBytesLeft = new AtomicLong(bosh.receivingBytesMax());
    var sessions =
        new BoshSessions(
            bosh,
            settings().domains(),
            services.beforeLogin(),
            bytesBeforeLoginMax(),
            ClientEdge.WRITE_BUFFER,
            this);
    this.requests = new WebRequests(settings(), sessions, this::webSocket);
  }

  /** TCP, with TLS later by STARTTLS (the negotiation puts it in front) or from the first byte. */
  void tcp(Channel channel, Transport transport, ConnectionAdmission.Place place) {
    var in = new StreamFrameDecoder(services.beforeLogin(), bytesBeforeLoginMax());
    var pipeline = channel.pipeline();
    if (transport == Transport.DIRECT_TLS) {
      pipeline.addLast(TLS, services.tls().newXmppHandler(channel.alloc(), null));
    }
    pipeline
        .addLast(FRAMES_IN, in) // bytes -> StreamFrame
        .addLast(FRAMES_OUT, framesOut) // StreamFrame -> bytes
        .addLast(
            NEGOTIATION, // SASL, bind; then replaced by SessionBridge
            new Negotiation(
                services, transport, in, watch(channel), hostOf(channel), place::loggedIn));
  }

  /** HTTP: requests of BOSH sessions, until one asks for a WebSocket. */
  void http(Channel channel, boolean isTls, ConnectionAdmission.Place place) {
    channel.attr(WebRequests.ON_LOGIN).set(place::loggedIn);
    var http = settings().http();
    var pipeline = channel.pipeline();
    if (isTls) {
      pipeline.addLast(TLS, services.tls().newHttpsHandler(channel.alloc()));
    }
    pipeline
        .addLast(new HttpServerCodec(HTTP_LINE_BYTES_MAX, http.requestBytesMax(), 8192))
        .addLast(
            new BodyLimit(http.bosh().requestBytesMax(), http.requestBytesMax(), bodyBytesLeft))
        .addLast(
            new HttpObjectAggregator(
                Math.max(http.bosh().requestBytesMax(), http.requestBytesMax())))
        .addLast(WebRequests.TIMEOUT, new HttpTimeout(watch(channel), http.handshakeSecondsMax()))
        .addLast(WebRequests.NAME, requests);
  }

  /** After the handshake of RFC 6455: WebSocket messages come out of the codec now. */
  private void webSocket(Channel channel, String clientAddress) {
    var in =
        new WebSocketStreamDecoder(
            services.beforeLogin(), bytesBeforeLoginMax(), settings().http().fragmentsMax());
    var onLogin = channel.attr(WebRequests.ON_LOGIN).getAndSet(null);
    channel
        .pipeline()
        .addLast(FRAMES_IN, in)
        .addLast(FRAMES_OUT, webSocketOut)
        .addLast(
            NEGOTIATION,
            new Negotiation(
                services,
                Transport.WEB_SOCKET,
                in,
                watch(channel),
                clientAddress,
                onLogin == null ? () -> {} : onLogin));
  }

  @Override
  public ConnectionWatch watch(EventLoop loop) {
    return loops.watchOf(loop);
  }

  /** A BOSH session counts as a connection of its own, besides those that carry it. */
  @Override
  public boolean open(BoshChannel channel, FrameSource in, BoshSessions.From from) {
    var place = admission.admit(from.remote().getAddress());
    if (place.isEmpty()) {
      return false;
    }
    channel.closeFuture().addListener(closed -> place.get().leave());
    channel
        .pipeline()
        .addLast(FRAMES_OUT, boshOut)
        .addLast(
            NEGOTIATION,
            new Negotiation(
                services,
                Transport.BOSH,
                in,
                watch(channel.eventLoop()),
                from.address(),
                place.get()::loggedIn));
    return true;
  }

  ConnectionAdmission admission() {
    return admission;
  }

  private EdgeSettings settings() {
    return services.settings();
  }

  private int bytesBeforeLoginMax() {
    return settings().c2s().login().bytesMax();
  }

  private ConnectionWatch watch(Channel channel) {
    return watch(channel.eventLoop());
  }

  static String hostOf(Channel channel) {
    return ClientAddress.of(channel)
        .map(address -> ConnectionAdmission.network(address.getAddress()))
        .orElse("unknown");
  }
}
