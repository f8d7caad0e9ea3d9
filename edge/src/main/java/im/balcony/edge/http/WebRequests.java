package im.balcony.edge.http;

import im.balcony.edge.bosh.BoshSessions;
import im.balcony.edge.proxy.ClientAddress;
import im.balcony.edge.settings.EdgeSettings;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket handshake (RFC 6455 4.2, subprotocol xmpp of RFC 7395 3.1), BOSH and host-meta.
 * Everything else is not found.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class WebRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
  public static final String NAME = "requests";
  public static final String TIMEOUT = "http-timeout";
  public static final AttributeKey<Runnable> ON_LOGIN = AttributeKey.valueOf("balcony-on-login");

  static final String PATH = "/xmpp-websocket";
  private static final String SUBPROTOCOL = "xmpp";

  private final EdgeSettings settings;
  private final HostMeta hostMeta;
  private final BoshRequests bosh;
  private final BiConsumer<Channel, String> onWebSocket;

  /**
   * Answers for all connections.
   *
   * @param onWebSocket completes the pipeline; gets the client's address as a proxy here tells it
   */
  public WebRequests(
      EdgeSettings settings, BoshSessions sessions, BiConsumer<Channel, String> onWebSocket) {
    this.settings = settings;
    this.bosh = new BoshRequests(settings.http().bosh(), settings.http().origins(), sessions);
    this.hostMeta = new HostMeta(settings);
    this.onWebSocket = onWebSocket;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      answer(ctx, HttpResponseStatus.BAD_REQUEST, "text/plain", "");
      return;
    }
    if (BoshRequests.isFor(request)) {
      onBosh(ctx, request);
      return;
    }
    var path = request.uri().split("\\?", 2)[0];
    if (!request.method().equals(HttpMethod.GET)) {
      answer(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "text/plain", "");
    } else if (path.equals(PATH)) {
      webSocket(ctx, request);
    } else if (path.equals("/.well-known/host-meta")) {
      answer(ctx, HttpResponseStatus.OK, "application/xrd+xml", hostMeta.xrd(host(request)));
    } else if (path.equals("/.well-known/host-meta.json")) {
      answer(ctx, HttpResponseStatus.OK, "application/json", hostMeta.jrd(host(request)));
    } else {
      answer(ctx, HttpResponseStatus.NOT_FOUND, "text/plain", "");
    }
  }

  private void onBosh(ChannelHandlerContext ctx, FullHttpRequest request) {
    var remote = ClientAddress.of(ctx.channel());
    if (remote.isPresent()) {
      var from = new BoshSessions.From(remote.get(), addressOf(ctx.channel(), request));
      bosh.take(ctx.channel(), request, from);
    } else {
      ctx.close();
    }
  }

  /** The connection stops being a stranger's; any further call does nothing. */
  static void loggedIn(Channel channel) {
    var onLogin = channel.attr(ON_LOGIN).getAndSet(null);
    if (onLogin != null) {
      onLogin.run();
    }
  }

  private void webSocket(ChannelHandlerContext ctx, FullHttpRequest request) {
    var headers = request.headers();
    if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      answer(ctx, HttpResponseStatus.UPGRADE_REQUIRED, "text/plain", "this is a WebSocket\n");
      return;
    }
    if (!mayConnect(headers.get(HttpHeaderNames.ORIGIN)) || !asksForXmpp(request)) {
      answer(ctx, HttpResponseStatus.FORBIDDEN, "text/plain", "");
      return;
    }
    var config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(settings.c2s().stanza().bytesMax())
            .allowExtensions(false) // no permessage-deflate: a bomb costs its sender nothing
            .withUTF8Validator(false) // the stream reader does that
            .build();
    var handshaker =
        new WebSocketServerHandshakerFactory(PATH, SUBPROTOCOL, config).newHandshaker(request);
    if (handshaker == null) {
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
      return;
    }
    var address = addressOf(ctx.channel(), request);
    var pipeline = ctx.pipeline();
    pipeline.remove(TIMEOUT);
    pipeline.remove(BodyLimit.class);
    handshaker
        .handshake(ctx.channel(), request)
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                ctx.close();
              }
            });
    onWebSocket.accept(ctx.channel(), address);
    pipeline.remove(this);
  }

  private boolean mayConnect(@Nullable String origin) {
    var allowed = settings.http().origins();
    return origin == null || allowed.contains("*") || allowed.contains(origin);
  }

  private static boolean asksForXmpp(FullHttpRequest request) {
    return request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .anyMatch(protocol -> protocol.strip().equals(SUBPROTOCOL));
  }

  /** A proxy on this machine says whom it speaks for; nobody else is believed. */
  private static String addressOf(Channel channel, FullHttpRequest request) {
    var from = ClientAddress.of(channel);
    if (from.isEmpty()) {
      return "unknown";
    }
    var remote = from.get();
    var forwarded = request.headers().get("X-Forwarded-For");
    if (forwarded == null
        || ClientAddress.isTold(channel)
        || !remote.getAddress().isLoopbackAddress()) {
      return remote.getAddress().getHostAddress();
    }
    return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
  }

  private static String host(FullHttpRequest request) {
    var host = request.headers().get(HttpHeaderNames.HOST, "");
    return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
  }

  private static void answer(
      ChannelHandlerContext ctx, HttpResponseStatus status, String type, String body) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8)));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        // XEP-0156 4: pages of other domains may read it.
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
