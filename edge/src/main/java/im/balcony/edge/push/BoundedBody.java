package im.balcony.edge.push;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The beginning of an answer's body; a longer one is given up, and its connection with it. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
  private final int bytesMax;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  BoundedBody(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    for (var piece : pieces) {
      var bytes = new byte[Math.min(piece.remaining(), bytesMax - read.size())];
      piece.get(bytes);
      read.writeBytes(bytes);
    }
    var more = subscription;
    if (more == null) {
      return;
    }
    if (read.size() < bytesMax) {
      more.request(1);
    } else {
      more.cancel();
      body.complete(read.toByteArray());
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(read.toByteArray());
  }
}
