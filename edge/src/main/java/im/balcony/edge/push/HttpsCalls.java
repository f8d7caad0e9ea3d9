package im.balcony.edge.push;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests by HTTPS, so many to a service at once: no redirect is followed, no cookie kept, an
 * answer is read up to a bound, and all of it ends in time. Its threads are its own.
 */
final class HttpsCalls implements AutoCloseable {
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final HttpClient client;
  private final ExecutorService threads;
  private final Duration answerMax;
  private final int answerBytesMax;
  private final AtOnce atOnce;

  /**
   * What came back.
   *
   * @param body at most as much as is read
   */
  record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);
    private static final int SECONDS_DIGITS_MAX = 6;

    /** The body as text. */
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** How long the other side wants to be left alone (RFC 9110 section 10.2.3, in seconds). */
    Duration retryAfter() {
      var said = headers.getOrDefault("retry-after", "");
      return said.matches("\\d{1," + SECONDS_DIGITS_MAX + "}")
          ? Duration.ofSeconds(Long.parseLong(said))
          : USUAL_PAUSE;
    }
  }

  /** Wrong certificates are an {@link IllegalArgumentException} that says what to do. */
  HttpsCalls(GatewaySettings settings) {
    threads =
        Executors.newFixedThreadPool(
            settings.threads(),
            task -> {
              var thread = new Thread(task, "balcony-push-" + THREADS.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    client =
        HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(settings.connectMax())
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(TrustedCertificates.context(settings.trustedCertificatesFile()))
            .build();
    answerMax = settings.answerMax();
    answerBytesMax = settings.answerBytesMax();
    atOnce = new AtOnce(settings.atOnceMax());
  }

  ExecutorService threads() {
    return threads;
  }

  /** In its turn, all of it within the time that an answer may take. */
  CompletionStage<Answer> post(URI url, Map<String, String> headers, byte[] body) {
    return atOnce
        .run(url.getAuthority(), () -> send(url, headers, body))
        .orTimeout(answerMax.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletionStage<Answer> send(URI url, Map<String, String> headers, byte[] body) {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(answerMax)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    var call = client.sendAsync(request.build(), info -> new BoundedBody(answerBytesMax));
    // The request's own limit ends with the headers of the answer: a body may trickle for ever.
    var answer =
        call.thenApply(HttpsCalls::answer).orTimeout(answerMax.toMillis(), TimeUnit.MILLISECONDS);
    return answer.whenComplete((done, failure) -> call.cancel(true));
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    var retryAfter = response.headers().firstValue("retry-after");
    return new Answer(
        response.statusCode(),
        retryAfter.map(value -> Map.of("retry-after", value)).orElse(Map.of()),
        response.body());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
