package im.balcony.edge.http;

import im.balcony.edge.bosh.BoshAnswer;
import im.balcony.edge.bosh.BoshSessions;
import im.balcony.edge.settings.BoshSettings;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HTTP's side of BOSH: methods, origins, connections that stay open (XEP-0124 5, 18). */
@SuppressWarnings("FutureReturnValueIgnored") // whoever asks too much is cut off
final class BoshRequests {
  static final String PATH = "/http-bind";

  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final String TEXT = "text/plain";
  private static final String METHODS = "POST, OPTIONS";

  private final BoshSettings settings;
  private final List<String> origins;
  private final BoshSessions sessions;

  BoshRequests(BoshSettings settings, List<String> origins, BoshSessions sessions) {
    this.settings = settings;
    this.origins = List.copyOf(origins);
    this.sessions = sessions;
  }

  static boolean isFor(HttpRequest request) {
    return request.uri().split("\\?", 2)[0].equals(PATH);
  }

  /** Takes a request for this path. */
  void take(Channel channel, FullHttpRequest request, BoshSessions.From from) {
    var timeout = channel.pipeline().get(HttpTimeout.class);
    if (timeout == null) {
      return; // it has become a WebSocket
    }
    var origin = request.headers().get(HttpHeaderNames.ORIGIN);
    var exchange =
        HttpExchanges.of(
                channel,
                timeout,
                settings.pipelinedRequestsMax(),
                settings.idleConnectionSecondsMax())
            .begin(HttpUtil.isKeepAlive(request), answerHeaders(origin))
            .orElse(null);
    if (exchange == null) {
      channel.close();
    } else if (!mayAsk(origin)) {
      exchange.answer(status(FORBIDDEN));
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      exchange.answer(status(OK));
    } else if (!request.method().equals(HttpMethod.POST)) {
      exchange.answer(status(METHOD_NOT_ALLOWED));
    } else {
      sessions.take(
          ByteBufUtil.getBytes(request.content()),
          channel.eventLoop(),
          from,
          exchange,
          () -> WebRequests.loggedIn(channel));
    }
  }

  private static BoshAnswer status(int status) {
    return new BoshAnswer(status, TEXT, new byte[0]);
  }

  private boolean mayAsk(@Nullable String origin) {
    return origin == null || origins.contains("*") || origins.contains(origin);
  }

  /** What pages of these origins may send and read; no cookie or login of HTTP is of use here. */
  private HttpHeaders answerHeaders(@Nullable String origin) {
    var headers =
        new DefaultHttpHeaders()
            .set("X-Content-Type-Options", "nosniff")
            .set(HttpHeaderNames.ALLOW, METHODS)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    if (origin == null || !mayAsk(origin)) {
      return headers;
    }
    return headers
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origins.contains("*") ? "*" : origin)
        .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN)
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaderNames.CONTENT_TYPE)
        .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "86400");
  }
}
