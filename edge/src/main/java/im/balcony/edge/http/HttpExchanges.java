package im.balcony.edge.http;

import im.balcony.edge.bosh.BoshAnswer;
import im.balcony.edge.bosh.BoshExchange;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection that are not answered; answers leave in the order of the requests
 * (RFC 9112 9.3.2), in whatever order they are made.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class HttpExchanges {
  private static final AttributeKey<HttpExchanges> KEY = AttributeKey.valueOf("http-exchanges");

  private final Channel channel;
  private final HttpTimeout timeout;
  private final int waitingMax;
  private final int idleSecondsMax;
  private final Deque<Waiting> waiting = new ArrayDeque<>(2);

  private HttpExchanges(Channel channel, HttpTimeout timeout, int waitingMax, int idleSecondsMax) {
    this.channel = channel;
    this.timeout = timeout;
    this.waitingMax = waitingMax;
    this.idleSecondsMax = idleSecondsMax;
  }

  /** Those of this connection, on its event loop. */
  static HttpExchanges of(
      Channel channel, HttpTimeout timeout, int waitingMax, int idleSecondsMax) {
    var attribute = channel.attr(KEY);
    var exchanges = attribute.get();
    if (exchanges == null) {
      exchanges = new HttpExchanges(channel, timeout, waitingMax, idleSecondsMax);
      attribute.set(exchanges);
    }
    return exchanges;
  }

  /** One more request; empty when too many wait. */
  Optional<BoshExchange> begin(boolean keepAlive, HttpHeaders answerHeaders) {
    if (waiting.size() >= waitingMax) {
      return Optional.empty();
    }
    var request = new Waiting(keepAlive, answerHeaders);
    waiting.add(request);
    timeout.suspend();
    return Optional.of(request);
  }

  private final class Waiting implements BoshExchange {
    private final boolean keepAlive;
    private final HttpHeaders headers;
    private @Nullable BoshAnswer answer;

    Waiting(boolean keepAlive, HttpHeaders headers) {
      this.keepAlive = keepAlive;
      this.headers = headers;
    }

    @Override
    public void answer(BoshAnswer given) {
      if (channel.eventLoop().inEventLoop()) {
        answer = given;
        writeInOrder();
      } else {
        channel
            .eventLoop()
            .execute(
                () -> {
                  answer = given;
                  writeInOrder();
                });
      }
    }
  }

  private void writeInOrder() {
    for (var next = waiting.peek(); next != null && next.answer != null; next = waiting.peek()) {
      write(waiting.remove(), next.answer);
    }
    channel.flush();
    if (waiting.isEmpty()) {
      timeout.restart(idleSecondsMax);
    }
  }

  private void write(Waiting request, BoshAnswer answer) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    response
        .headers()
        .set(request.headers)
        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
    HttpUtil.setKeepAlive(response, request.keepAlive);
    var written = channel.write(response);
    if (!request.keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }
}
