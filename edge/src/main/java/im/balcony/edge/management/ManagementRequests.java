package im.balcony.edge.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
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
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Answers GET and HEAD (RFC 9110 9.1: nothing else must be there) of the known paths, once. */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class ManagementRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Map<String, Supplier<CompletionStage<ManagementReply>>> paths;

  ManagementRequests(Map<String, Supplier<CompletionStage<ManagementReply>>> paths) {
    this.paths = Map.copyOf(paths);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    var isHead = request.method().equals(HttpMethod.HEAD);
    if (!request.decoderResult().isSuccess()) {
      write(ctx, false, ManagementReply.text(HttpResponseStatus.BAD_REQUEST.code(), "bad request"));
      return;
    }
    if (!READING.contains(request.method())) {
      write(
          ctx,
          false,
          ManagementReply.text(HttpResponseStatus.METHOD_NOT_ALLOWED.code(), "GET or HEAD"));
      return;
    }
    var path = paths.get(new QueryStringDecoder(request.uri()).rawPath());
    if (path == null) {
      write(ctx, isHead, ManagementReply.text(HttpResponseStatus.NOT_FOUND.code(), "not found"));
      return;
    }
    path.get()
        .whenComplete(
            (reply, failure) ->
                write(
                    ctx,
                    isHead,
                    failure == null
                        ? reply
                        : ManagementReply.text(
                            HttpResponseStatus.INTERNAL_SERVER_ERROR.code(), failure.toString())));
  }

  private static void write(ChannelHandlerContext ctx, boolean isHead, ManagementReply reply) {
    var bytes = reply.body().getBytes(UTF_8);
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, reply.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, bytes.length)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (reply.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
      response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
    }
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
